import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** A certificate authority for one run, and a server certificate of it for this machine. All in PEM. */
export type Authority = {
  readonly caCertificate: string;
  readonly serverCertificate: string;
  readonly serverKey: string;
};

function openssl(folder: string, ...args: readonly string[]): void {
  try {
    execFileSync('openssl', args, { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT')
      throw new Error(
        'Tests of TLS need the program openssl, and it is not on this machine. Install it (on Debian: apt-get install openssl).',
      );
    throw error;
  }
}

const NEW_KEY = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];

/**
 * Makes a throw-away authority with the machine's openssl; Node can read certificates and cannot make any.
 * @param hosts Names and addresses that the certificate is for.
 */
export function throwAwayAuthority(hosts: readonly string[] = ['DNS:localhost', 'IP:127.0.0.1']): Authority {
  const folder = mkdtempSync(path.join(tmpdir(), 'fhir-authority-'));
  try {
    const name = (subject: string): string[] => ['-subj', `/CN=${subject}`];
    openssl(
      folder,
      'req',
      '-x509',
      '-days',
      '2',
      ...NEW_KEY,
      ...name('Throw-away authority'),
      '-keyout',
      'ca.key',
      '-out',
      'ca.pem',
    );
    openssl(
      folder,
      'req',
      ...NEW_KEY,
      ...name('FHIR server for tests'),
      '-keyout',
      'server.key',
      '-out',
      'server.csr',
    );
    writeFileSync(path.join(folder, 'names'), `subjectAltName=${hosts.join(',')}\n`);
    openssl(
      folder,
      'x509',
      '-req',
      '-days',
      '2',
      '-in',
      'server.csr',
      '-CA',
      'ca.pem',
      '-CAkey',
      'ca.key',
      '-CAcreateserial',
      '-extfile',
      'names',
      '-out',
      'server.pem',
    );
    const read = (file: string): string => readFileSync(path.join(folder, file), 'utf8');
    return {
      caCertificate: read('ca.pem'),
      serverCertificate: read('server.pem'),
      serverKey: read('server.key'),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
