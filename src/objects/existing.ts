/**
 * An object of which only matters that there is one, such as a policy in a CNI's own language: rules
 * that do not speak it must know that it has a say, and need no field of it.
 */
import * as z from 'zod';
import { ObjectMeta } from './meta.ts';

export const Existing = z.object({ metadata: ObjectMeta });
