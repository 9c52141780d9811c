/**
 * Annotations of ingress-nginx that are on or off, as Go reads a boolean: `True` and `1` count, `yes`
 * does not. https://pkg.go.dev/strconv#ParseBool
 */
export const isOn = (value: string | undefined): boolean =>
  /^(1|t|T|true|True|TRUE)$/.test(value ?? '');

export const isOff = (value: string | undefined): boolean =>
  /^(0|f|F|false|False|FALSE)$/.test(value ?? '');
