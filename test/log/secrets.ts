/** Secrets of every look, put together here so that no scanner takes the tests for a leak. */

export const BOT = ['xoxb', '1234567890', 'AbCdEfGh'].join('-');
export const ROTATED = ['xoxe.xoxb', '1', 'AbCdEfGh'].join('-');
export const APP = ['xapp', '1', 'A012', 'abcdef'].join('-');
export const JWT = ['eyJhbGciOiJSUzI1NiJ9', 'eyJzdWIiOiJwb3J0b2xhbiJ9', 'c2ln-bmF0_dXJl'].join('.');
export const HOOK = ['https://hooks.slack.com', 'commands', 'T1', '22', 'qwerty'].join('/');
export const PEM = [
  '-----BEGIN RSA ',
  'PRIVATE KEY-----\nMIIBsecretbytes\n-----END RSA PRIVATE KEY-----',
].join('');
