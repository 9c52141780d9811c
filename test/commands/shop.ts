/** The shop on an embedded cluster, read under the real Role, for one test file. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { parse } from 'yaml';
import { createAnswer } from '../../src/app.ts';
import { createKubernetes } from '../../src/cluster/kubernetes.ts';
import { commands } from '../../src/commands/registry.ts';
import { type Config, defaultConfig } from '../../src/config.ts';
import type { Job } from '../../src/job.ts';
import { createLog } from '../../src/log.ts';
import { type Demo, startDemo } from '../../src/playground/demo.ts';
import type { PolicyRule } from '../../src/policy-rule.ts';
import type { Report } from '../../src/report.ts';
import { parseLine } from '../../src/slack/slash.ts';
import { renderText } from '../../src/terminal/text.ts';

export interface Shop {
  demo: Demo;
  /** Lines of the log; a bug would stand in them. */
  lines: string[];
  /** @param channelNamespace as a channel's configuration would say it */
  ask(line: string, channelNamespace?: string): Promise<Report>;
  /** As the administrator; lets the controllers finish. */
  admin(method: string, path: string, body?: unknown): Promise<void>;
  /** A merge patch. */
  change(path: string, body: unknown): Promise<void>;
  /** Takes resources from the reader's ClusterRole until the end of the test. */
  deny(...resources: string[]): Promise<void>;
}

const role = parse(
  readFileSync(
    fileURLToPath(new URL('../../infra/kubernetes/reader/cluster-role.yaml', import.meta.url)),
    'utf8',
  ),
) as { rules: { resources: string[] }[] };
const rolePath = '/apis/rbac.authorization.k8s.io/v1/clusterroles/portolan-reader';

/** @param rules the policy; absent: there is none */
export function startShop(scenario = 'shop', rules?: readonly PolicyRule[]): Shop {
  const parts: {
    demo?: Demo;
    answer?: (job: Job) => Promise<Report>;
    close?: () => Promise<void>;
  } = {};
  const lines: string[] = [];
  let isDenied = false;

  beforeAll(async () => {
    const demo = await startDemo({ scenario });
    const config = { ...configFor(demo), ...(rules && { policy: { rules: [...rules] } }) };
    const clusters = createKubernetes(config.clusters);
    const log = createLog({ write: (line) => lines.push(line) });
    parts.demo = demo;
    parts.answer = createAnswer({ config, clusters, commands, log });
    parts.close = async () => {
      await clusters.close();
      await demo.close();
    };
  });
  afterEach(async () => {
    parts.demo?.api.faults.clear();
    if (isDenied) await shop.change(rolePath, { rules: role.rules });
    isDenied = false;
  });
  afterAll(() => parts.close?.());

  const shop: Shop = {
    lines,
    get demo() {
      return started(parts.demo);
    },
    ask: (line, namespace) => started(parts.answer)(toJob(line, namespace)),
    async admin(method, path, body) {
      await send(shop.demo, method, path, 'application/json', body);
    },
    async change(path, body) {
      await send(shop.demo, 'PATCH', path, 'application/merge-patch+json', body);
    },
    async deny(...resources) {
      isDenied = true;
      const rules = role.rules.map((rule) => ({
        ...rule,
        resources: rule.resources.filter((name) => !resources.includes(name)),
      }));
      await shop.change(rolePath, { rules: rules.filter((rule) => rule.resources.length > 0) });
    },
  };
  return shop;
}

function started<T>(part: T | undefined): T {
  if (part === undefined) throw new Error('the shop has not started yet');
  return part;
}

function configFor(demo: Demo): Config {
  const channels = { C1: {}, C2: { namespace: 'shop' } };
  return {
    ...defaultConfig(),
    clusters: { demo: demo.source },
    slack: { teams: ['T1'], command: '/svc', channels },
  };
}

function toJob(line: string, namespace: string | undefined): Job {
  const { command, args, scope, text } = parseLine(line, commands, {});
  const channel = namespace === undefined ? 'C1' : 'C2';
  return {
    version: 1,
    id: 'test',
    command: command.name,
    args,
    scope,
    text,
    asker: { kind: 'slack', team: 'T1', user: 'U1' },
    reply: { kind: 'slack', channel, private: false },
    askedAt: '2026-03-01T10:00:00Z',
  };
}

async function send(demo: Demo, method: string, path: string, type: string, body: unknown) {
  const response = await fetch(demo.api.url + path, {
    method,
    headers: { authorization: `Bearer ${demo.api.adminToken}`, 'content-type': type },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`${method} ${path}: ${await response.text()}`);
  await response.arrayBuffer();
  demo.controllers.settle();
}

/** As a terminal of 100 columns shows it; the time it took is no part of the answer. */
export function textOf(report: Report): string {
  const text = renderText(report, { color: false, width: 100 });
  return text
    .replace(/, \d+ KB, \d+ ms$/m, ', … KB, … ms')
    .replace(/, \d+ bytes, \d+ ms$/m, ', … bytes, … ms');
}

/** Lines of "What is not right", with their marks. */
export function troublesOf({ sections }: Report): string[] {
  return sections.flatMap((section) =>
    section.kind === 'marks' ? section.items.map(({ mark, text }) => `${mark} ${text}`) : [],
  );
}
