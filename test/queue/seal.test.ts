import { describe, expect, it } from 'vitest';
import { UserError } from '../../src/errors.ts';
import { parseJobKeys } from '../../src/queue/job-keys.ts';
import { encodeJob } from '../../src/queue/message.ts';
import { createOpener, open, seal } from '../../src/queue/seal.ts';
import { exampleJob } from './queue.contract.ts';

const [key, older, foreign] = ['k', 'o', 'f'].map((letter) => letter.repeat(40)) as [
  string,
  string,
  string,
];
const job = exampleJob('1', 'ü 漢 😀 \u0000 \ufffe \n "');

describe('a sealed Job', () => {
  it('comes back as it was, and is known as sealed', () => {
    expect(open(seal(job, key), [key])).toEqual({ job, isSealed: true });
    expect(open(encodeJob(job), [key])).toEqual({ job, isSealed: false });
  });

  it('is opened by either of two keys while they are rotated', () => {
    expect(open(seal(job, older), [key, older])).toEqual({ job, isSealed: true });
    expect(() => open(seal(job, older), [key])).toThrow('the seal of a message is wrong');
  });

  it('is refused where there is no key to check it with', () => {
    expect(() => open(seal(job, key), [])).toThrow('there is no key to check it with');
  });

  it('covers every byte of the body', () => {
    const body = seal(job, key);
    for (let at = 0; at < body.length; at += 1) {
      const other = body[at] === 'x' ? 'y' : 'x';
      const changed = `${body.slice(0, at)}${other}${body.slice(at + 1)}`;
      expect(() => open(changed, [key]), changed).toThrow();
    }
  });

  it.each([
    ['made with a foreign key', seal(job, foreign)],
    ['cut off', seal(job, key).slice(0, -1)],
    ['longer', `${seal(job, key)} `],
    ['empty', 'sealed.'],
    ['no base64', `sealed.${'*'.repeat(43)}.${encodeJob(job)}`],
    ['around another body', seal(job, key).replace('"id":"1"', '"id":"2"')],
  ])('is refused with a wrong seal: %s', (_what, body) => {
    expect(() => open(body, [key])).toThrow('the seal of a message is wrong');
  });

  it('is read only after the seal was found right', () => {
    const body = seal({ ...job, askedAt: 'hunter2' }, foreign);
    expect(() => open(body, [key])).toThrow('the seal of a message is wrong');
    expect(() => open(body, [foreign])).toThrow(/no Job: .*askedAt/);
  });

  it('counts towards the size of a message', () => {
    const fits = { ...job, args: { all: 'x'.repeat(256 * 1024 - 600) } };
    const body = encodeJob(fits);
    const more = 256 * 1024 - Buffer.byteLength(body);
    const full = { ...job, args: { all: 'x'.repeat(256 * 1024 - 600 + more) } };
    expect(Buffer.byteLength(encodeJob(full))).toBe(256 * 1024);
    expect(() => seal(full, key)).toThrow(/the job 1 has \d+ bytes, more than 262144/);
  });
});

describe('a Job that needs a seal', () => {
  const read = createOpener({ keys: [key], needsSeal: ({ command }) => command === 'canary' });
  const write = { ...job, command: 'canary' };

  it('is accepted only with one; another comes without', () => {
    expect(read(seal(write, key))).toEqual(write);
    expect(read(encodeJob(job))).toEqual(job);
    expect(() => read(encodeJob(write))).toThrow(
      'queue: a message asks for canary without the seal that it needs',
    );
  });

  it('is refused with a wrong seal, as is any other', () => {
    expect(() => read(seal(write, foreign))).toThrow('seal of a message is wrong');
    expect(() => read(seal(job, foreign))).toThrow('seal of a message is wrong');
  });
});

describe('the keys in the environment', () => {
  it.each([
    ['absent', undefined, undefined],
    ['empty', ' ', undefined],
    ['one', `${key}\n`, { sealing: key, opening: [key] }],
    ['two while they are rotated', `${key}, ${older}`, { sealing: key, opening: [key, older] }],
  ])('are read: %s', (_what, PORTOLAN_JOB_KEY, keys) => {
    expect(parseJobKeys({ PORTOLAN_JOB_KEY })).toEqual(keys);
  });

  it.each(['hunter2', `${key},`, `${key},hunter2`, `${key},${older},${foreign}`, 'a b'.repeat(20)])(
    'are refused without showing them: %#',
    (PORTOLAN_JOB_KEY) => {
      const parse = () => parseJobKeys({ PORTOLAN_JOB_KEY });
      expect(parse).toThrow(UserError);
      expect(parse).toThrow('PORTOLAN_JOB_KEY has to be a key of 32 to 256 characters');
      expect(parse).not.toThrow('hunter2');
    },
  );
});
