/** What a line of a controller, or an event of its, means. */

export interface ControllerSign {
  /** refuses: it leaves out the rules or a part of them · fails: requests fail · weakens: it serves
   * them otherwise than they say. */
  kind: 'refuses' | 'fails' | 'weakens';
  /** What it is about, by which its cause is looked for. */
  about: About;
  pattern: RegExp;
  means: string;
  fix: string;
  /** It concerns all rules of the controller, whether or not a line names one. */
  isForAll?: true;
}

export type About =
  | 'annotations'
  | 'backend'
  | 'class'
  | 'cloud'
  | 'clash'
  | 'controller'
  | 'endpoints'
  | 'port'
  | 'requests'
  | 'tls';
