/** A text of YAML -> a configuration, or everything that is wrong with it, each with its line. */
import { crossWrongs } from './config-cross.ts';
import { configError, wrongsOf } from './config-errors.ts';
import { Config } from './config-schema.ts';
import { MINIMAL } from './config-text.ts';
import { parseYaml } from './config-yaml.ts';
import { UserError } from './errors.ts';
import { code } from './report.ts';

/**
 * @param path stands in the errors only
 * @throws UserError usage, with up to five errors at once, one per line
 */
export function parseConfig(text: string, path: string): Config {
  const { raw, problems, isReadable, lineOf } = parseYaml(text);
  if (isReadable && (raw === null || raw === undefined)) {
    throw new UserError('usage', { what: `${code(path)} is empty.`, hint: MINIMAL });
  }
  const deeper = isReadable ? [...wrongsOf(Config, raw), ...crossWrongs(raw)] : [];
  const placed = deeper.map(({ path: at, text }) => ({ text, line: lineOf(at) }));
  const all = [...problems, ...placed];
  if (all.length > 0) throw configError(path, all);
  return Config.parse(raw);
}
