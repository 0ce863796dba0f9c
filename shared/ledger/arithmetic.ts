import type { Actor } from '../record/people';
import { mayDo } from '../record/permissions';
import { formatIn, formatNumber } from '../units/format';
import type { Container, PreparedSyringe, ReceivedVial } from './entry';
import type { Ledger } from './fold';

/** Label volumes are printed to a tenth of a millilitre, and so are draws read off a barrel. */
const READING_ERROR = 0.01;
/** A vial of this strength never goes into a patient as it is (Ketalar label: 100 mg/mL must be diluted). */
const NEVER_UNDILUTED_MG_PER_ML = 100;

const same = (one: string, other: string): boolean => one.trim().toLowerCase() === other.trim().toLowerCase();
const past = (left: number, right: number): boolean => left - right > Math.abs(right) * 1e-9 + 1e-9;

/** Why this vial can not be entered; empty when it can. `today`: ISO date. */
export function checkReceived(vial: ReceivedVial, today: string): string[] {
  const reasons: string[] = [];
  if (!(vial.strengthMgPerMl > 0) || !(vial.volumeMl > 0)) {
    reasons.push('Strength and volume are more than 0. Read them off the vial again.');
  }
  if (vial.expires < today) reasons.push(`The vial expired on ${vial.expires}. Do not use it; return it.`);
  return reasons;
}

/**
 * Whether what was drawn makes what the label says. The commonest deadly mix-up is a vial of another strength
 * (50 or 100 for 10 mg/mL), and it shows here as a factor between the two amounts.
 */
export function checkPrepared(ledger: Ledger, syringe: PreparedSyringe, today: string): string[] {
  const reasons: string[] = [];
  if (!(syringe.volumeMl > 0) || !(syringe.concentrationMgPerMl > 0)) {
    return ['Concentration and volume of the syringe are more than 0. Read its label again.'];
  }
  let drawnMg = 0;
  let drawnMl = 0;
  const byVial = new Map<string, number>();
  for (const draw of syringe.draws) byVial.set(draw.vialId, (byVial.get(draw.vialId) ?? 0) + draw.volumeMl);
  for (const [vialId, volumeMl] of byVial) {
    const vial = ledger.vials.find((one) => one.id === vialId);
    if (vial === undefined) {
      reasons.push(`There is no vial ${vialId} in the ledger. Enter it first.`);
      continue;
    }
    if (!(volumeMl > 0)) reasons.push(`Nothing is drawn from vial ${vialId}.`);
    if (!same(vial.drug, syringe.drug)) {
      reasons.push(
        `Vial ${vialId} holds ${vial.drug}, the syringe is labelled ${syringe.drug}. Do not use it.`,
      );
    }
    if (vial.expires < today) reasons.push(`Vial ${vialId} expired on ${vial.expires}. Do not use it.`);
    const amountMg = volumeMl * vial.strengthMgPerMl;
    if (past(amountMg, vial.leftMg)) {
      reasons.push(
        `Vial ${vialId} still holds ${formatIn(Math.max(0, vial.leftMg), 'mg')} mg; ${formatIn(amountMg, 'mg')} mg would be drawn.`,
      );
    }
    if (
      vial.strengthMgPerMl >= NEVER_UNDILUTED_MG_PER_ML &&
      !past(vial.strengthMgPerMl, syringe.concentrationMgPerMl)
    ) {
      reasons.push(
        `${formatIn(vial.strengthMgPerMl, 'mg/mL')} mg/mL is never given undiluted. Dilute it, then enter the syringe.`,
      );
    }
    drawnMg += amountMg;
    drawnMl += volumeMl;
  }
  if (reasons.length > 0) return reasons;
  if (past(drawnMl, syringe.volumeMl)) {
    reasons.push(
      `${formatIn(drawnMl, 'mL')} mL were drawn and the syringe holds ${formatIn(syringe.volumeMl, 'mL')} mL. Read both again.`,
    );
  }
  const labelMg = syringe.volumeMl * syringe.concentrationMgPerMl;
  if (Math.abs(drawnMg - labelMg) > labelMg * READING_ERROR) {
    reasons.push(
      `${formatIn(drawnMg, 'mg')} mg were drawn, the label says ${formatIn(labelMg, 'mg')} mg${factorWords(drawnMg / labelMg)}. Do not use this syringe until both agree.`,
    );
  }
  if (drawnMl < syringe.volumeMl - 1e-9 && syringe.diluent.trim() === '') {
    reasons.push('Say what it is diluted with.');
  }
  return reasons;
}

function factorWords(factor: number): string {
  if (!Number.isFinite(factor) || (factor < 1.5 && factor > 1 / 1.5)) return '';
  const times = factor > 1 ? factor : 1 / factor;
  const shown = formatNumber(times, times < 10 ? 1 : 0);
  return factor > 1
    ? `: ${shown} times too much. Look at the strength on the vial`
    : `: ${shown} times too little`;
}

/** Why this amount can not leave the container; empty when it can. */
export function checkTaken(ledger: Ledger, from: Container, volumeMl: number, toleranceMg: number): string[] {
  if (!(volumeMl > 0)) return ['The volume is more than 0.'];
  if (from.kind === 'vial') {
    const vial = ledger.vials.find((one) => one.id === from.id);
    if (vial === undefined) return [`There is no vial ${from.id} in the ledger.`];
    return tooMuch(volumeMl * vial.strengthMgPerMl, vial.leftMg, toleranceMg, `Vial ${from.id}`);
  }
  const syringe = ledger.syringes.find((one) => one.id === from.id);
  if (syringe === undefined) return [`There is no syringe ${from.id} in the ledger.`];
  const amount = volumeMl * syringe.concentrationMgPerMl;
  return tooMuch(amount, syringe.leftMg.high, toleranceMg, `Syringe ${from.id}`);
}

function tooMuch(amountMg: number, leftMg: number, toleranceMg: number, what: string): string[] {
  if (amountMg <= leftMg + toleranceMg) return [];
  return [
    `${what} holds ${formatIn(Math.max(0, leftMg), 'mg')} mg by this ledger; ${formatIn(amountMg, 'mg')} mg would leave it. Read the amount again, or void the wrong line first.`,
  ];
}

/** Why this person can not be the witness; null when they can. Role and password are two different questions. */
export function checkWitness(by: Actor, witness: Actor): string | null {
  if (by.personId === witness.personId) return 'The witness is another person.';
  return mayDo(witness.role, 'witness')
    ? null
    : `A ${witness.role} is no witness here. Ask a nurse, physician or pharmacist.`;
}
