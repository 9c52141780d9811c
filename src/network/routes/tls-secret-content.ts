/** What is wrong with a TLS Secret in itself, whatever it is used for. */
import type { Secret } from '../../objects/secret.ts';
import { code } from '../../report.ts';
import type { RuleTrouble } from './trouble.ts';

export function contentTroubles(secret: Secret): RuleTrouble[] {
  return [...certificateTroubles(secret), ...keyTroubles(secret), ...typeTroubles(secret)];
}

function certificateTroubles(secret: Secret): RuleTrouble[] {
  const field = 'data[tls.crt]';
  switch (secret.certificate.kind) {
    case 'absent':
      return [broken(secret, `Secret ${nameOf(secret)} holds no certificate`, field, 'none')];
    case 'unreadable': {
      const summary = `what Secret ${nameOf(secret)} has as ${code('tls.crt')} is no certificate in PEM`;
      return [broken(secret, summary, field, 'no certificate')];
    }
    case 'read':
      return [];
  }
}

function keyTroubles(secret: Secret): RuleTrouble[] {
  const field = 'data[tls.key]';
  switch (secret.key) {
    case 'absent':
      return [broken(secret, `Secret ${nameOf(secret)} holds no private key`, field, 'none')];
    case 'unreadable': {
      const summary = `what Secret ${nameOf(secret)} has as ${code('tls.key')} is no private key in PEM, or one with a passphrase: controllers refuse it`;
      return [broken(secret, summary, field, 'no private key')];
    }
    case 'stray':
      return [stray(secret, field)];
    case 'alone':
    case 'fitting':
      return [];
  }
}

/** The line shows the certificate alone: who it is for tells most people where its key is. */
function stray(secret: Secret, field: string): RuleTrouble {
  const { namespace, name } = secret.metadata;
  const summary = `the private key in Secret ${nameOf(secret)} is not of its certificate: controllers refuse both, and show a default certificate or none`;
  return {
    ...broken(secret, summary, field, 'of another certificate'),
    fix: 'Put the key in with which the certificate was requested; of a chain, the certificate of the server comes first.',
    kubectl: `kubectl get secret ${name} -n ${namespace} -o jsonpath='{.data.tls\\.crt}' | base64 -d | openssl x509 -noout -subject -issuer -dates`,
  };
}

function typeTroubles(secret: Secret): RuleTrouble[] {
  const { type } = secret;
  if (type === 'kubernetes.io/tls') return [];
  const summary = `Secret ${nameOf(secret)} is of type ${code(type)}, not ${code('kubernetes.io/tls')}: some controllers do not take it`;
  return [{ ...broken(secret, summary, 'type', type), gravity: 'weakens' }];
}

function broken(secret: Secret, summary: string, field: string, value: string): RuleTrouble {
  const { namespace, name } = secret.metadata;
  return {
    gravity: 'breaks',
    summary,
    at: { kind: 'Secret', namespace, name },
    field,
    value,
    fix: 'Make it anew with `kubectl create secret tls`, of a certificate and its key in PEM.',
    // Prints sizes alone.
    kubectl: `kubectl describe secret ${name} -n ${namespace}`,
  };
}

const nameOf = ({ metadata: { namespace, name } }: Secret) => code(`${namespace}/${name}`);
