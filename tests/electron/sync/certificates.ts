import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

export type Authority = { readonly pem: string; readonly sign: (leaf: LeafWish) => Leaf };
export type Leaf = { readonly cert: string; readonly key: string };
type LeafWish = { readonly names: string; readonly days?: number };

const EC = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];
const openssl = (folder: string, ...args: string[]): void => {
  execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' });
};

/** A certificate authority that nobody knows, made by the machine's own openssl. */
export function newAuthority(name: string): Authority {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'infusion-ca-'));
  const file = (of: string): string => path.join(folder, of);
  const text = (of: string): string => readFileSync(file(of), 'utf8');
  openssl(folder, 'req', '-x509', ...EC, '-keyout', 'ca.key', '-out', 'ca.pem', '-subj', `/CN=${name}`);
  let made = 0;
  return {
    pem: text('ca.pem'),
    sign({ names, days = 2 }) {
      made += 1;
      const leaf = `leaf-${made}`;
      writeFileSync(file('names'), `subjectAltName=${names}\n`);
      openssl(folder, 'req', ...EC, '-keyout', `${leaf}.key`, '-out', `${leaf}.csr`, '-subj', `/CN=${leaf}`);
      const by = ['-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial', '-days', String(days)];
      openssl(
        folder,
        'x509',
        '-req',
        '-in',
        `${leaf}.csr`,
        ...by,
        '-extfile',
        'names',
        '-out',
        `${leaf}.pem`,
      );
      return { cert: text(`${leaf}.pem`), key: text(`${leaf}.key`) };
    },
  };
}
