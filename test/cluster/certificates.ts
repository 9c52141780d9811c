/**
 * X.509 certificates made on the spot, for whatever names and dates a test wants: nothing secret lies
 * in the repository, and nothing there expires. Just enough DER (ITU-T X.690) for TLS.
 */
import {
  createPrivateKey,
  generateKeyPairSync,
  type KeyObject,
  type KeyPairKeyObjectResult,
  sign,
} from 'node:crypto';

export interface Certificate {
  /** PEM, as is `key`. */
  cert: string;
  key: string;
}

export interface Wanted {
  name: string;
  dnsNames?: readonly string[];
  from?: Date;
  until?: Date;
  /** Absent: signed by itself, and an authority. */
  issuer?: Issuer;
  /** Absent: of the curve P-256. Others need an issuer, as what they sign themselves is not known here. */
  keys?: KeyPairKeyObjectResult;
}

interface Issuer extends Certificate {
  name: string;
}

function der(tag: number, ...parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  const { length } = content;
  const size = length < 128 ? [length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}

const sequence = (...parts: readonly Buffer[]) => der(0x30, ...parts);
const integer = (value: number) => der(0x02, Buffer.from([value]));
const bits = (value: Buffer) => der(0x03, Buffer.from([0]), value);
const time = (date: Date) =>
  der(0x18, Buffer.from(`${date.toISOString().replaceAll(/[-:T]|\.\d+/g, '')}`));

const oid = {
  ecdsaWithSha256: der(0x06, Buffer.from('2a8648ce3d040302', 'hex')),
  commonName: der(0x06, Buffer.from('550403', 'hex')),
  basicConstraints: der(0x06, Buffer.from('551d13', 'hex')),
  subjectAltName: der(0x06, Buffer.from('551d11', 'hex')),
};
const algorithm = sequence(oid.ecdsaWithSha256);

const distinguished = (name: string) =>
  sequence(der(0x31, sequence(oid.commonName, der(0x0c, Buffer.from(name)))));

function extensions({ dnsNames = [], issuer }: Wanted): Buffer {
  const names = dnsNames.map((name) => der(0x82, Buffer.from(name)));
  const alternative = sequence(oid.subjectAltName, der(0x04, sequence(...names)));
  const authority = sequence(oid.basicConstraints, der(0x04, sequence(der(0x01, Buffer.of(0xff)))));
  return der(
    0xa3,
    sequence(...(issuer ? [] : [authority]), ...(names.length ? [alternative] : [])),
  );
}

function body(wanted: Wanted, publicKey: KeyObject): Buffer {
  const day = 24 * 60 * 60 * 1000;
  const { from = new Date(Date.now() - day), until = new Date(Date.now() + day) } = wanted;
  return sequence(
    der(0xa0, integer(2)),
    integer(Math.ceil(Math.random() * 120)),
    algorithm,
    distinguished(wanted.issuer?.name ?? wanted.name),
    sequence(time(from), time(until)),
    distinguished(wanted.name),
    publicKey.export({ type: 'spki', format: 'der' }),
    extensions(wanted),
  );
}

function pem(label: string, bytes: Buffer): string {
  const lines = bytes.toString('base64').match(/.{1,64}/g) ?? [];
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ''].join('\n');
}

export function certify(wanted: Wanted): Issuer {
  const { privateKey, publicKey } =
    wanted.keys ?? generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const signer = wanted.issuer ? createPrivateKey(wanted.issuer.key) : privateKey;
  const signed = body(wanted, publicKey);
  const cert = sequence(signed, algorithm, bits(sign('sha256', signed, signer)));
  return {
    name: wanted.name,
    cert: pem('CERTIFICATE', cert),
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
}
