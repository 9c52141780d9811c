/** The rules for names (RFC 1123, RFC 6335, labels): each returns what is wrong with a text. */

const labelFormat = '[a-z0-9]([-a-z0-9]*[a-z0-9])?';
const subdomainFormat = `${labelFormat}(\\.${labelFormat})*`;
const qualifiedFormat = '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]';

const matches = (format: string, value: string) => new RegExp(`^(?:${format})$`).test(value);

function formatError(rule: string, format: string, ...examples: string[]): string {
  const shown = examples.map((one) => `'${one}', `).join(' or ');
  return `${rule} (e.g. ${shown} regex used for validation is '${format}')`.replace(
    /, {2}regex/,
    ', regex',
  );
}

const tooLong = (value: string, most: number, unit = 'characters') =>
  Buffer.byteLength(value) > most ? [`must be no more than ${most} ${unit}`] : [];

const wrong = (isRight: boolean, message: string) => (isRight ? [] : [message]);

const labelShape = (value: string): string[] =>
  // A name that would do as a subdomain is told what keeps it from being a label.
  matches(subdomainFormat, value) && value.includes('.')
    ? ['must not contain dots']
    : wrong(
        matches(labelFormat, value),
        formatError(
          "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', " +
            'and must start and end with an alphanumeric character',
          labelFormat,
          'my-name',
          '123-abc',
        ),
      );

export const labelErrors = (value: string): string[] => [
  ...tooLong(value, 63),
  ...labelShape(value),
];

export const subdomainErrors = (value: string): string[] => [
  ...tooLong(value, 253),
  ...wrong(
    matches(subdomainFormat, value),
    formatError(
      "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or " +
        "'.', and must start and end with an alphanumeric character",
      subdomainFormat,
      'example.com',
    ),
  ),
];

const wildcardFormat = `\\*\\.${subdomainFormat}`;

export const wildcardErrors = (value: string): string[] => [
  ...tooLong(value, 253),
  ...wrong(
    matches(wildcardFormat, value),
    formatError(
      "a wildcard DNS-1123 subdomain must start with '*.', followed by a valid DNS subdomain, " +
        "which must consist of lower case alphanumeric characters, '-' or '.' and end with an " +
        'alphanumeric character',
      wildcardFormat,
      '*.example.com',
    ),
  ),
];

const qualifiedRule =
  "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an " +
  'alphanumeric character';

/** `name` or `prefix.example.com/name`: keys of labels and annotations, finalizers. */
export function qualifiedNameErrors(value: string): string[] {
  const [first = '', second, ...rest] = value.split('/');
  const examples = ['MyName', 'my.name', '123-abc'];
  if (rest.length > 0) {
    const shape = formatError(`a valid label key ${qualifiedRule}`, qualifiedFormat, ...examples);
    return [`${shape} with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')`];
  }
  const prefix = second === undefined ? [] : prefixErrors(first);
  const name = second ?? first;
  if (name === '') prefix.push('name part must be non-empty');
  const long = tooLong(name, 63, 'bytes').map((message) => `name part ${message}`);
  const shape = wrong(
    matches(qualifiedFormat, name),
    formatError(`name part ${qualifiedRule}`, qualifiedFormat, ...examples),
  );
  return [...prefix, ...long, ...shape];
}

function prefixErrors(prefix: string): string[] {
  if (prefix === '') return ['prefix part must be non-empty'];
  return subdomainErrors(prefix).map((message) => `prefix part ${message}`);
}

export const labelValueErrors = (value: string): string[] => [
  ...tooLong(value, 63, 'bytes'),
  ...wrong(
    matches(`(${qualifiedFormat})?`, value),
    formatError(
      "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or " +
        "'.', and must start and end with an alphanumeric character",
      `(${qualifiedFormat})?`,
      'MyValue',
      'my_value',
      '12345',
    ),
  ),
];

/** IANA service names, as ports carry them. */
export const portNameErrors = (value: string): string[] => [
  ...tooLong(value, 15),
  ...wrong(
    /^[-a-z0-9]+$/.test(value),
    'must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)',
  ),
  ...wrong(/[a-z]/.test(value), 'must contain at least one letter (a-z)'),
  ...wrong(!value.includes('--'), 'must not contain consecutive hyphens'),
  ...wrong(!/^-|-$/.test(value), 'must not begin or end with a hyphen'),
];

export const portNumberErrors = (value: number): string[] =>
  wrong(
    Number.isInteger(value) && value > 0 && value < 65_536,
    'must be between 1 and 65535, inclusive',
  );

/** `targetPort` and the like: a number or the name of a port. */
export const portErrors = (value: unknown): string[] =>
  typeof value === 'string' ? portNameErrors(value) : portNumberErrors(Number(value));

export const isAddress = (value: string) =>
  /^\d{1,3}(\.\d{1,3}){3}$/.test(value) || /^[0-9a-f:.]*:[0-9a-f:.]*$/i.test(value);
