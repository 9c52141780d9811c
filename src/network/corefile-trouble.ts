/**
 * What is wrong with a Corefile, as far as it can be told without a CoreDNS. Sources:
 * https://coredns.io/manual/configuration/, https://coredns.io/plugins/loop/ and the plugins' pages.
 */
import type { Pod } from '../objects/pod.ts';
import { code } from '../report.ts';
import { parseCorefile, serverFor } from './corefile.ts';
import { readBlocks, type ServerBlock } from './corefile-blocks.ts';
import { type Loop, loopsIn } from './corefile-loops.ts';
import { directiveOf } from './corefile-plugins.ts';
import { isIn } from './dns-names.ts';
import { firstOf } from './nearest.ts';

export interface CorefileTrouble {
  /** stops: the process does not start with it · domain: it does not answer for the cluster · probe: it
   * answers, and fails its probe · loop: it asks itself · stub: only for names of some domain. */
  kind: 'stops' | 'domain' | 'probe' | 'loop' | 'stub';
  /** `line 7`, or a directive. */
  where: string;
  text: string;
  fix: string;
}

export interface Surroundings {
  clusterDomain: string;
  /** Cluster IPs of the DNS Services. */
  servers: readonly string[];
  pods: readonly Pod[];
}

/** The gravest first. */
export function corefileTroubles(text: string, around: Surroundings): CorefileTrouble[] {
  const blocks = readBlocks(text);
  const stops = [
    ...braces(text),
    ...blocks.flatMap(({ directives }) => directives.flatMap(({ name }) => unknown(name))),
    ...blocks.flatMap(podsModes),
    ...twice(blocks),
  ];
  // What a process does that does not start, nobody needs to know.
  if (stops.length > 0) return stops;
  return [
    ...domain(text, blocks, around),
    ...blocks.flatMap((block) => loopsIn(block, around).map(circle)),
    ...probes(blocks, around),
  ];
}

/** What other files add cannot be read: AKS and k3s import `custom/*`. */
export function importsOf(text: string): string[] {
  const blocks = readBlocks(text);
  const all = blocks.flatMap(({ keys, directives }) => [
    ...(keys[0] === 'import' ? [keys[1] ?? ''] : []),
    ...directives.flatMap(({ name, arguments: [file = ''] }) => (name === 'import' ? [file] : [])),
  ]);
  return [...new Set(all)];
}

function braces(text: string): CorefileTrouble[] {
  const lines = text.split('\n').map((line) => line.replace(/(^|\s)#.*$/, '').trim());
  const opened = lines.filter((line) => /(^|\s)\{$/.test(line)).length;
  const closed = lines.filter((line) => /^\}/.test(line)).length;
  if (opened === closed) return [];
  const which = opened > closed ? 'opened and not closed' : 'closed and not opened';
  const where = `${opened} { and ${closed} }`;
  const fix = 'Balance the braces in the Corefile.';
  return [{ kind: 'stops', where, text: `a brace is ${which}`, fix }];
}

function unknown(name: string): CorefileTrouble[] {
  const directive = directiveOf(name);
  const stops = { kind: 'stops', where: name } as const;
  switch (directive.kind) {
    case 'misspelt': {
      const text = `CoreDNS knows no plugin ${code(name)}; ${code(directive.meant)} was meant`;
      return [{ ...stops, text, fix: `Write ${code(directive.meant)} in its place.` }];
    }
    case 'removed': {
      const text = `CoreDNS has no plugin ${code(name)} since ${directive.since}`;
      return [{ ...stops, text, fix: `Take ${code(name)} out of the Corefile.` }];
    }
    default:
      return [];
  }
}

const modes = ['disabled', 'insecure', 'verified'];

function podsModes({ directives }: ServerBlock): CorefileTrouble[] {
  const options = directives.filter(({ name }) => name === 'kubernetes').flatMap((d) => d.inner);
  return options
    .filter(({ name, arguments: [mode = ''] }) => name === 'pods' && !modes.includes(mode))
    .map(({ arguments: [mode = ''] }) => ({
      kind: 'stops',
      where: 'kubernetes pods',
      text: `${code(`pods ${mode}`)} is no mode of the plugin ${code('kubernetes')}`,
      fix: `Write one of ${firstOf(modes, 3)}.`,
    }));
}

/** Lets blocks of one zone differ in the address they listen at, or in whom they answer. */
const setsApart = new Set(['bind', 'view']);

/** The same zone and port in two blocks. */
function twice(blocks: readonly ServerBlock[]): CorefileTrouble[] {
  if (blocks.some(({ directives }) => directives.some(({ name }) => setsApart.has(name))))
    return [];
  const keys = blocks.flatMap((block) => serverKeys(block).map(keyOf));
  const again = keys.find((key, index) => keys.indexOf(key) < index);
  if (again === undefined) return [];
  const text = `two server blocks are for ${code(again)}`;
  return [{ kind: 'stops', where: again, text, fix: 'Make one block of the two.' }];
}

/** A line `import <file>` between blocks is read as a part of the next one's keys. */
function serverKeys({ keys }: ServerBlock): string[] {
  return keys.filter((key, index) => key !== 'import' && keys[index - 1] !== 'import');
}

function keyOf(key: string): string {
  const [, scheme = 'dns', rest = ''] = /^(?:([a-z0-9]+):\/\/)?(.*)$/i.exec(key) ?? [];
  const [, zone = '', port = '53'] = /^(.*?)(?::(\d+))?$/.exec(rest) ?? [];
  return `${scheme}://${zone.replace(/\.?$/, '.').toLowerCase()}:${port}`;
}

function domain(
  text: string,
  blocks: readonly ServerBlock[],
  { clusterDomain }: Surroundings,
): CorefileTrouble[] {
  const plugin = serverFor(parseCorefile(text), clusterDomain)?.kubernetes;
  if (plugin?.zones.some((zone) => isIn(zone, clusterDomain))) return [];
  const all = parseCorefile(text).servers.flatMap(({ kubernetes }) => kubernetes?.zones ?? []);
  const names = all.filter((zone) => !zone.endsWith('.arpa'));
  const others = names.length > 0 ? `, only ${firstOf(names, 3)}` : '';
  const configured = `If that is the cluster’s domain, set ${code('clusterDomain')} in Portolan’s configuration.`;
  const has = blocks.some(({ directives }) => directives.some(({ name }) => name === 'kubernetes'));
  if (!has && importsOf(text).length > 0) return [];
  return [
    {
      kind: 'domain',
      where: 'kubernetes',
      text: has
        ? `the Corefile does not serve ${code(clusterDomain)}${others}: no name of the cluster resolves`
        : `the Corefile has no plugin ${code('kubernetes')}: no name of the cluster resolves`,
      fix: `Name ${code(clusterDomain)} after ${code('kubernetes')}.${others ? ` ${configured}` : ''}`,
    },
  ];
}

function circle({ zone, target, whose }: Loop): CorefileTrouble {
  return {
    kind: zone === '.' ? 'loop' : 'stub',
    where: `forward ${zone} ${target}`,
    text: `the Corefile forwards ${code(zone)} to ${code(target)}, ${whose}: every such question goes in a circle`,
    fix: `Forward to a DNS server outside of the cluster, or to ${code('/etc/resolv.conf')}.`,
  };
}

/** The plugins that answer the kubelet, and the paths at which it asks. */
const probed = [
  { plugin: 'ready', path: '/ready', probe: 'readinessProbe', end: 'no pod becomes ready' },
  { plugin: 'health', path: '/health', probe: 'livenessProbe', end: 'its pods restart for ever' },
] as const;

function probes(blocks: readonly ServerBlock[], { pods }: Surroundings): CorefileTrouble[] {
  const names = blocks.flatMap(({ directives }) => directives.map(({ name }) => name));
  if (names.includes('import')) return [];
  const containers = pods.flatMap(({ spec }) => spec.containers);
  return probed
    .filter(({ plugin }) => !names.includes(plugin))
    .filter(({ probe, path }) => containers.some((one) => one[probe]?.httpGet?.path === path))
    .map(({ plugin, path, end }) => ({
      kind: 'probe',
      where: plugin,
      text: `the Corefile lacks the plugin ${code(plugin)}, and the kubelet asks ${code(path)}: ${end}`,
      fix: `Add a line ${code(plugin)} to the block of ${code('.:53')}.`,
    }));
}
