/** "What is not right": the troubles of endpoints, pods and ports, those that are alike in one line. */
import { alike } from '../network/alike.ts';
import type { Backends } from '../network/backends.ts';
import { label } from '../network/endpoints.ts';
import { firstOf } from '../network/nearest.ts';
import { portName, portTrouble, type ResolvedPort } from '../network/ports.ts';
import { count, type Mark, type Section } from '../report.ts';

interface Trouble {
  name: string;
  reason: string;
  mark: Extract<Mark, 'problem' | 'warning'>;
}

type Item = { mark: Mark; text: string };

/** More lines than this are read by nobody; the table below has them all. */
const mostLines = 10;

/** Problems first, then what most of them have. */
export function troubleSection(
  backends: Backends,
  ports: readonly ResolvedPort[],
  dead: readonly ResolvedPort[],
): Section[] {
  const groups = [...Map.groupBy(troubles(backends), keyOf).values()]
    .sort((a, b) => b.length - a.length)
    .sort((a, b) => urgency(a) - urgency(b));
  const lines = [...portItems(ports, dead), ...groups.map(toItem)];
  if (lines.length === 0) return [];
  const rest = lines.length - mostLines;
  const more: Item[] =
    rest > 0
      ? [{ mark: 'warning', text: `${count(rest, 'more reason')}, in the table below` }]
      : [];
  return [
    { kind: 'marks', title: 'What is not right', items: [...lines.slice(0, mostLines), ...more] },
  ];
}

function troubles({ endpoints, podsAside }: Backends): Trouble[] {
  const odd = endpoints.flatMap((item): Trouble[] => {
    if (!item.reason) return [];
    const isMild = item.ready || item.terminating;
    return [{ name: label(item), reason: item.reason, mark: isMild ? 'warning' : 'problem' }];
  });
  const aside = podsAside.map(
    ({ name, reason, isOver }): Trouble => ({ name, reason, mark: isOver ? 'warning' : 'problem' }),
  );
  return [...odd, ...aside];
}

const keyOf = ({ mark, reason }: Trouble) => `${mark} ${alike(reason)}`;
const urgency = ([first]: Trouble[]) => (first?.mark === 'problem' ? 0 : 1);

/** One of a kind says all it has to say; many say what they have in common. */
function toItem(group: Trouble[]): Item {
  const names = group.map(({ name }) => name);
  const [first] = group;
  const isSame = group.every(({ reason }) => reason === first?.reason);
  const reason = first ? (isSame ? first.reason : alike(first.reason)) : '';
  return { mark: first?.mark ?? 'problem', text: `${firstOf(names, 3)}: ${reason}` };
}

function portItems(ports: readonly ResolvedPort[], dead: readonly ResolvedPort[]): Item[] {
  return ports.flatMap((resolved): Item[] => {
    const isDead = dead.includes(resolved);
    const why = portTrouble(resolved);
    if (!isDead && !why) return [];
    const words = why ?? 'no ready endpoint has a port of this name and protocol';
    const text = `port ${portName(resolved.port)}: ${words}`;
    return [{ mark: isDead ? 'problem' : 'warning', text }];
  });
}
