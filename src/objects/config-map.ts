/** ConfigMap v1, such as the one that holds CoreDNS's Corefile. */
import * as z from 'zod';
import { ObjectMeta, stringMap } from './meta.ts';

export const ConfigMap = z.object({ metadata: ObjectMeta, data: stringMap });
export type ConfigMap = z.infer<typeof ConfigMap>;
