import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { dispositionOf } from '../../shared/pk/disposition';
import { type PkModel, pkModelIds } from '../../shared/pk/model';
import { ke0Olofsen, pkModels } from '../../shared/pk/models';
import { carryOver, effectOf, emptyBody, inject, type Kinetics, plasmaOf } from '../../shared/pk/solver';
import { durationMs } from '../../shared/time/clock';
import { type Kg, kg, type Mg, type MgPerMin, mg, mgPerMin, perMin } from '../../shared/units/units';
import { InspectRefused } from './refused';

const HEAVIEST_KG = 500;
const MINUTE_MS = 60_000;

const amount = z.number().min(0).optional();
const eventSchema = z
  .strictObject({
    minute: z.number().min(0),
    bolus_mg: amount,
    bolus_mg_per_kg: amount,
    rate_mg_per_min: amount,
    rate_mg_per_kg_per_min: amount,
    rate_mg_per_hour: amount,
    rate_mg_per_kg_per_hour: amount,
  })
  .refine(({ minute: _, ...given }) => Object.values(given).some((one) => one !== undefined), {
    error: 'it gives neither a bolus nor a rate',
  });
const regimenSchema = z.strictObject({ events: z.array(eventSchema) });
type RegimenEvent = z.infer<typeof eventSchema>;

/** What happens at one minute: a dose at once, and the rate from then on; null: the rate stays. */
type Happening = { readonly minute: number; readonly bolus: Mg; readonly rate: MgPerMin | null };

export type PkAnswer = {
  readonly model: string;
  readonly points: readonly {
    readonly minute: number;
    readonly cp_ng_ml: number;
    readonly ce_ng_ml: number;
  }[];
};

function modelOf(id: string | undefined): PkModel {
  const known = pkModelIds.join(', ');
  if (id === undefined) throw new InspectRefused(`--model is missing; known: ${known}`);
  const found = pkModelIds.find((one) => one === id);
  if (found === undefined) throw new InspectRefused(`there is no model "${id}"; known: ${known}`);
  return pkModels[found];
}

function numberOf(text: string, what: string): number {
  const value = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text.trim()) ? Number(text) : Number.NaN;
  if (!Number.isFinite(value)) throw new InspectRefused(`${what}: "${text}" is not a number`);
  return value;
}

function weightOf(text: string | undefined): Kg {
  if (text === undefined) throw new InspectRefused('--weight-kg is missing');
  const weight = numberOf(text, '--weight-kg');
  if (!(weight > 0 && weight <= HEAVIEST_KG))
    throw new InspectRefused(`--weight-kg: ${weight} kg is not a body weight`);
  return kg(weight);
}

function minutesOf(text: string | undefined): number[] {
  if (text === undefined) throw new InspectRefused('--at is missing: minutes, with commas between');
  return text.split(',').map((part) => {
    const minute = numberOf(part, '--at');
    if (minute < 0) throw new InspectRefused(`--at: minute ${minute} is before the beginning`);
    return minute;
  });
}

function regimenIn(file: string | undefined): RegimenEvent[] {
  if (file === undefined) throw new InspectRefused('--regimen is missing: a JSON file');
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new InspectRefused(
      `${file} can not be read: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
  const checked = regimenSchema.safeParse(content);
  if (checked.success) return checked.data.events;
  const words = checked.error.issues.map(({ path, message }) => `${path.join('.') || 'file'}: ${message}`);
  throw new InspectRefused(`${file}: ${words.join('; ')}`);
}

/** The one of several ways to say an amount that was used; saying it twice is a contradiction, even with one value. */
function onlyOne(ways: readonly (number | undefined)[], what: string, minute: number): number | null {
  const said = ways.filter((way): way is number => way !== undefined);
  if (said.length > 1) throw new InspectRefused(`minute ${minute}: the ${what} is given in two ways`);
  return said[0] ?? null;
}

const times = (value: number | undefined, factor: number) =>
  value === undefined ? undefined : value * factor;

function happeningOf(event: RegimenEvent, weight: Kg): Happening {
  const { minute } = event;
  const bolus = onlyOne([event.bolus_mg, times(event.bolus_mg_per_kg, weight)], 'bolus', minute);
  const rate = onlyOne(
    [
      event.rate_mg_per_min,
      times(event.rate_mg_per_kg_per_min, weight),
      times(event.rate_mg_per_hour, 1 / 60),
      times(event.rate_mg_per_kg_per_hour, weight / 60),
    ],
    'rate',
    minute,
  );
  return { minute, bolus: mg(bolus ?? 0), rate: rate === null ? null : mgPerMin(rate) };
}

function inOrder(events: readonly RegimenEvent[], weight: Kg): Happening[] {
  const happenings = events
    .map((event) => happeningOf(event, weight))
    .sort((one, other) => one.minute - other.minute);
  const rates = happenings.filter(({ rate }) => rate !== null);
  const twice = rates.find(({ minute }, index) => rates[index - 1]?.minute === minute);
  if (twice !== undefined) throw new InspectRefused(`minute ${twice.minute} has two rates`);
  return happenings;
}

/** Plasma and effect site at each minute asked for. A bolus at that very minute has gone in. */
function pointsOf(kinetics: Kinetics, happenings: readonly Happening[], asked: readonly number[]) {
  const body = emptyBody();
  const found = new Map<number, { cp_ng_ml: number; ce_ng_ml: number }>();
  let [now, rate, next] = [0, mgPerMin(0), 0];
  const goTo = (minute: number) => {
    carryOver(body, kinetics, durationMs((minute - now) * MINUTE_MS), rate);
    now = minute;
  };
  for (const minute of [...new Set(asked)].sort((one, other) => one - other)) {
    for (let one = happenings[next]; one !== undefined && one.minute <= minute; one = happenings[next]) {
      goTo(one.minute);
      inject(body, kinetics, one.bolus);
      rate = one.rate ?? rate;
      next += 1;
    }
    goTo(minute);
    found.set(minute, { cp_ng_ml: plasmaOf(body), ce_ng_ml: effectOf(body) });
  }
  return asked.map((minute) => ({ minute, ...(found.get(minute) ?? { cp_ng_ml: 0, ce_ng_ml: 0 }) }));
}

/**
 * `pk --model ID --weight-kg N --regimen FILE [--ke0 PER_MIN] --at 1,5,10`: predicted concentrations of racemic
 * ketamine, ng/mL. Without `--ke0` the effect site follows by ln 2 / 6.1 min (Olofsen 2012).
 */
export function pk(args: readonly string[]): PkAnswer {
  const { values } = parseArgs({
    args: [...args],
    options: {
      model: { type: 'string' },
      'weight-kg': { type: 'string' },
      regimen: { type: 'string' },
      ke0: { type: 'string' },
      at: { type: 'string' },
    },
  });
  const model = modelOf(values.model);
  const weight = weightOf(values['weight-kg']);
  const ke0 = values.ke0 === undefined ? ke0Olofsen.perMin : perMin(numberOf(values.ke0, '--ke0'));
  if (!(ke0 > 0)) throw new InspectRefused(`--ke0: ${ke0} per minute is not a rate of equilibration`);
  const asked = minutesOf(values.at);
  const happenings = inOrder(regimenIn(values.regimen), weight);
  return {
    model: model.modelId,
    points: pointsOf({ disposition: dispositionOf(model, weight), ke0 }, happenings, asked),
  };
}
