import { describe, expect, it } from 'vitest';
import crps from '../../../resources/templates/crps-4h-ramp.json' with { type: 'json' };
import titration from '../../../resources/templates/pain-titration.json' with { type: 'json' };
import { templateSchema } from '../../../shared/dosing/template';
import { templateChanges, templateNumbers } from '../../../shared/dosing/template-numbers';
import { moodTemplate } from '../../clinic';

const all = [moodTemplate, templateSchema.parse(crps), templateSchema.parse(titration)];

describe('the numbers of a template', () => {
  it('change one at a time, and every change is named', () => {
    for (const template of all) {
      for (const number of templateNumbers(template)) {
        const next = number.to(7);
        expect(templateSchema.safeParse(next).success || number.key.startsWith('share')).toBe(true);
        const changes = templateChanges(template, next);
        expect(changes).toHaveLength(1);
        expect(changes[0]).toBe(`${number.name}: ${number.value === null ? 'none' : number.value} → 7`);
        if (number.optional)
          expect(templateNumbers(number.to(null)).find(({ key }) => key === number.key)?.value).toBeNull();
        else expect(number.to(null)).toBe(template);
      }
    }
  });

  it('leave nothing that differs unsaid', () => {
    expect(templateChanges(moodTemplate, moodTemplate)).toEqual([]);
    const keys = Object.keys(moodTemplate).filter((key) => key !== 'templateId');
    for (const key of keys) {
      const changed = { ...moodTemplate, [key]: (all[1] as Record<string, unknown>)[key] };
      if (JSON.stringify(changed) === JSON.stringify(moodTemplate)) continue;
      expect(templateChanges(moodTemplate, templateSchema.parse(changed)).length).toBeGreaterThan(0);
    }
  });
});
