/** `check` on a cluster, any cluster: what it must say whatever runs there, and what it must never say. */
import { expect, test } from 'vitest';
import * as z from 'zod';
import { exitCode, type Report, toJson } from '../../src/report.ts';
import type { Scene } from './scene.ts';

const Answer = z.looseObject({
  verdict: z.string(),
  rootCauses: z.array(z.object({ check: z.string(), fix: z.string(), kubectl: z.string() })),
  findings: z.array(z.looseObject({ check: z.string(), status: z.string(), summary: z.string() })),
  reads: z.object({ roundTrips: z.number() }),
});

/** @param sceneOf once the scene is set */
export function checkTests(ask: (line: string) => Promise<Report>, sceneOf: () => Scene): void {
  const check = async (line: string) => Answer.parse(toJson(await ask(line)));
  const causesOf = ({ rootCauses }: z.infer<typeof Answer>) => rootCauses.map(({ check }) => check);

  test('check names the selector that takes no pod as a root cause', async () => {
    const report = await ask(`check lonely -n ${sceneOf().namespace}`);
    expect(exitCode(report)).toBe(1);
    const answer = Answer.parse(toJson(report));
    expect(causesOf(answer)).toContain('service-selects-pods');
    expect(causesOf(answer)).not.toContain('endpoints-present');
    expect(answer.reads.roundTrips).toBeLessThanOrEqual(3);
  });

  test('check names the nearest of a Service that does not exist', async () => {
    const answer = await check(`check cluster-pi -n ${sceneOf().namespace}`);
    expect(causesOf(answer)).toContain('service-exists');
    expect(answer.findings.find(({ check }) => check === 'service-exists')?.summary).toContain(
      'cluster-ip',
    );
  });

  test('check judges every Service without an accident', async () => {
    for (const name of sceneOf().services) {
      const report = await ask(`check ${sceneOf().namespace}/${name}`);
      expect(report.error).toBeUndefined();
      const { findings, rootCauses } = Answer.parse(toJson(report));
      expect(findings.length).toBeGreaterThan(10);
      for (const cause of rootCauses) expect(cause.fix).not.toBe('');
    }
  });

  test('hand-written endpoints and an alias are no problem of their own', async () => {
    for (const name of ['by-hand', 'alias']) {
      const answer = await check(`check ${sceneOf().namespace}/${name}`);
      const own = causesOf(answer).filter((id) => !id.startsWith('dns-'));
      expect({ name, own: own.filter((id) => id !== 'kube-proxy-running') }).toEqual({
        name,
        own: [],
      });
    }
  });
}
