/** Which cluster is meant: `--cluster`, else the channel's, else the default, else the only one. */
import type { Config } from '../config.ts';
import { UserError } from '../errors.ts';
import { didYouMean, nearest } from '../network/nearest.ts';
import { code } from '../report.ts';

/** @throws UserError usage: unknown, or several and none chosen */
export function chooseCluster(
  asked: string | undefined,
  ofChannel: string | undefined,
  { clusters, defaultCluster }: Pick<Config, 'clusters' | 'defaultCluster'>,
): string {
  const names = Object.keys(clusters);
  const only = names.length === 1 ? names[0] : undefined;
  const name = asked ?? ofChannel ?? defaultCluster ?? only;
  const all = names.map(code).join(', ');
  if (name === undefined) {
    throw new UserError('usage', {
      what: `There are several clusters: ${all}.`,
      hint: `Say which one with ${code('--cluster <name>')}.`,
    });
  }
  if (names.includes(name)) return name;
  throw new UserError('usage', {
    what: `There is no cluster ${code(name)} in the configuration.`,
    hint: didYouMean(nearest(name, names)).trim() || `There are: ${all}.`,
  });
}
