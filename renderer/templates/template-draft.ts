import { evidenceGrade, type Template, templateSchema } from '../../shared/dosing/template';
import { templateNumbers } from '../../shared/dosing/template-numbers';
import { formatNumber } from '../../shared/units/format';
import { parseNumber } from '../../shared/units/parse';

/** A new version as it stands in the form. */
export type TemplateText = {
  readonly title: string;
  readonly source: string;
  readonly evidence: Template['evidence'];
  readonly note: string;
  readonly numbers: Readonly<Record<string, string>>;
};

export const grades = evidenceGrade.options;

/** The text of a template's fields. */
export function textOf(template: Template): TemplateText {
  return {
    title: template.title,
    source: template.source,
    evidence: template.evidence,
    note: '',
    numbers: Object.fromEntries(
      templateNumbers(template).map(({ key, value, decimals }) => [
        key,
        value === null ? '' : formatNumber(value, decimals),
      ]),
    ),
  };
}

export type TemplateDraft = {
  readonly template: Template | null;
  readonly wrong: Readonly<Record<string, string>>;
};

/** The template that the text would be, with what is wrong at its field. */
export function readTemplate(text: TemplateText, before: Template): TemplateDraft {
  const wrong: Record<string, string> = {};
  let template = before;
  for (const { key, decimals, optional } of templateNumbers(before)) {
    const typed = (text.numbers[key] ?? '').trim();
    const parsed = parseNumber(typed, decimals);
    let value: number | null = null;
    if (parsed.kind === 'number') value = parsed.value;
    else if (!(optional && typed === '')) wrong[key] = parsed.words;
    if (value !== null && !(value > 0)) wrong[key] = 'More than 0.';
    template =
      templateNumbers(template)
        .find((one) => one.key === key)
        ?.to(value) ?? template;
  }
  if (text.title.trim() === '') wrong.title = 'Type a title.';
  if (text.source.trim() === '') wrong.source = 'Type where it comes from.';
  if (text.note.trim() === '') wrong.note = 'Type what is new, and why.';
  const whole = templateSchema.safeParse({
    ...template,
    title: text.title.trim(),
    source: text.source.trim(),
    evidence: text.evidence,
  });
  if (!whole.success) wrong.title ??= whole.error.issues.map(({ message }) => message).join('; ');
  return { template: whole.success && Object.keys(wrong).length === 0 ? whole.data : null, wrong };
}
