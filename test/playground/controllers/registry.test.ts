import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { controllers } from '../../../src/playground/cluster/controllers/registry.ts';
import { defaulters } from '../../../src/playground/cluster/defaults/registry.ts';
import { createResources } from '../../../src/playground/cluster/resources.ts';

const folder = (name: string) =>
  new URL(`../../../src/playground/cluster/${name}/`, import.meta.url);

function filesExporting(name: string, pattern: RegExp): string[] {
  return readdirSync(folder(name)).filter((file) =>
    pattern.test(readFileSync(new URL(file, folder(name)), 'utf8')),
  );
}

describe('registries', () => {
  it('the list of controllers has every one in the folder', () => {
    expect(controllers).toHaveLength(
      filesExporting('controllers', /^export const \w+: ControllerFactory/m).length,
    );
    expect(new Set(controllers).size).toBe(controllers.length);
  });

  it('the list of defaults has every one in the folder', () => {
    expect(new Set(Object.values(defaulters)).size).toBe(
      filesExporting('defaults', /^export const \w+: Defaulter/m).length,
    );
  });

  it('defaults are for resources that exist', () => {
    const served = createResources()
      .all()
      .map(({ group, plural }) => `${group}/${plural}`);
    expect(Object.keys(defaulters).filter((key) => !served.includes(key))).toEqual([]);
  });

  it('the embedded cluster imports nothing that reads networks for a living', () => {
    for (const name of ['controllers', 'defaults']) {
      for (const file of readdirSync(folder(name))) {
        const text = readFileSync(new URL(file, folder(name)), 'utf8');
        expect(text, file).not.toMatch(/from '(\.\.\/){3}|from '@kubernetes/);
      }
    }
  });
});
