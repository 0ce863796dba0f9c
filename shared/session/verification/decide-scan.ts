import { readScan, type Scan } from '../../barcode/scan';
import { checkSyringe } from '../../limits/check';
import { accept, type Decision, type Here, refuse } from '../decision';
import type { Intent } from '../intents';
import { checklistOf } from './checklist';
import { identityDiffers } from './identity';

type Product = Extract<Scan, { kind: 'product' }>;

/** A wristband: the number has to be this patient's; a birth date on the band is the second identifier. */
function wristband(number: string, birthDate: string | null, { session, operator }: Here): Decision {
  const { patient, policy } = session;
  const second = { kind: 'birth-date' as const, value: birthDate ?? patient.birthDate };
  const differs = identityDiffers(patient, { mrn: number, second });
  if (differs.length > 0) return refuse(...differs);
  const item = checklistOf(session).find(({ kind }) => kind === 'identity');
  const scanned = { type: 'wristband.scanned', body: { by: operator, number } } as const;
  if (birthDate === null || policy.verification.secondIdentifier !== 'birth-date' || item === undefined) {
    return accept(scanned);
  }
  const evidence = 'wristband scanned, number and birth date the same';
  return accept(scanned, { type: 'check.confirmed', body: { by: operator, check: item.check, evidence } });
}

/** A syringe's label: what its code stands for in the clinic's list, against the order and the calendar. */
function label(
  code: string,
  { lot, expires }: Pick<Product, 'lot' | 'expires'>,
  text: string,
  { session, operator, given }: Here,
): Decision {
  const known = session.policy.verification.labels.find((one) => one.code === code);
  if (known === undefined) {
    return refuse(
      `The label's code ${code} is not in the clinic's list. Read the label and type what it says.`,
    );
  }
  const { drug, concentrationMgPerMl, volumeMl } = known;
  const syringe = { drug, concentrationMgPerMl, volumeMl, lot, expires };
  const reasons = checkSyringe(session.order, syringe, given.today);
  if (reasons.length > 0) return refuse(...reasons);
  return accept({ type: 'syringe.loaded', body: { by: operator, syringe, scanned: text } });
}

/** What the scanner typed, as the console itself reads it: wristband or label; everything else is refused in words. */
export function readScanned(intent: Extract<Intent, { kind: 'read-scan' }>, here: Here): Decision {
  const scan = readScan(intent.text, Number(here.given.today.slice(0, 4)));
  switch (scan.kind) {
    case 'patient':
      return wristband(scan.number, scan.birthDate, here);
    case 'product':
      return label(scan.gtin, scan, intent.text, here);
    case 'plain': {
      const codes = here.session.policy.verification.labels.map(({ code }) => code);
      return codes.includes(scan.text)
        ? label(scan.text, { lot: null, expires: null }, intent.text, here)
        : wristband(scan.text, null, here);
    }
    case 'provider':
      return refuse('That is the badge of a person who works here. Scan the wristband or the label.');
    case 'refused':
      return refuse(`${scan.words} Scan again, or type what stands there.`);
  }
}
