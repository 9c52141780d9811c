import { describe, expect, it } from 'vitest';
import { endpointsReport, reportWith, slackJob, tableOf } from './blocks.examples.ts';
import { renderPlain } from './blocks.plain.ts';
import { allWords, refusals, wordsIn } from './blocks.reading.ts';

describe('the plain form', () => {
  it('needs only blocks that every workspace knows', () => {
    const { root, thread } = renderPlain(endpointsReport, slackJob);
    const newer = new Set(['table', 'rich_text', 'plan', 'task_card']);
    expect([root, ...thread].flatMap((message) => refusals(message, newer))).toEqual([]);
    expect(wordsIn(root)).toContain('🔴 `shop/api-service` 1 of 3');
    expect(thread.map(wordsIn).join('\n---\n')).toMatchInlineSnapshot(`
      "What is not right
      🔴 \`api-7d9f-x2\`: readiness probe fails with HTTP 503 (12 times)
      ⚠️ \`api-7d9f-k8\` restarted 3 times
      ✅ ports match
      ⚪ policies could not be read
      ➖ no Ingress names it
      Service
      Type: ClusterIP
      Selector: \`app=api\`
      Ports: \`http\` 80/TCP to \`http\`: 8080 on 3 pods
      \`grpc\` 90/TCP to 9090
      3 endpoints
      \`\`\`
      STATE        TARGET                                           RESTARTS
      not ready    pod/api-7d9f-x2                                        12
      ready        pod/api-7d9f-k8-with-a-name-that-is-rather-long         0
      terminating  節点一 🔥                                               —
      \`\`\`
      Log of api-7d9f-x2
      \`\`\`
      ERR no 'db' <!channel>
        at main.go:3
      \`\`\`
      A *sentence* with \`code\`, <!here>, <@U0ADA0001> & :fire:.
      Not evaluated
      ⚪ pod logs: the Role \`portolan-logs\` is not installed
      2 round trips, 3 requests, 14 KB, 41 ms
      [Trace the path]"
    `);
  });

  it('keeps all rows of a long table', () => {
    const { thread } = renderPlain(reportWith([tableOf(300, 6)]));
    const said = allWords(thread);
    for (let row = 0; row < 300; row++) expect(said).toContain(`r${row}c5`);
  });
});
