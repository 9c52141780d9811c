/** What a rule of validation is: it names what is wrong with an object, or with a change of it. */
import type { KubeObject } from '../storage.ts';
import type { Problem } from './problem.ts';

/** `before` is the stored object; absent on create. */
export type Validate = (object: KubeObject, before: KubeObject | undefined) => Problem[];
