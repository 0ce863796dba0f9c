import type { Draft } from '../../shared/dosing/draft';
import type { KeptTemplate } from '../../shared/dosing/template';
import type { LimitProfile } from '../../shared/limits/profile';
import type { Patient } from '../../shared/record/patient';
import { TextField } from '../parts/text-field';
import type { OrderDraft, OrderGiven } from './order-draft';
import type { OrderText } from './order-text';

/** What every page of the order form works on. */
export type OrderPage = {
  readonly patient: Patient;
  readonly text: OrderText;
  readonly change: (change: Partial<OrderText>) => void;
  readonly template: KeptTemplate | null;
  readonly limits: LimitProfile | null;
  readonly given: OrderGiven;
  /** Null before a template is chosen. */
  readonly draft: OrderDraft | null;
  /** What the template comes to for what is typed. */
  readonly derived: Draft | null;
  /** What is wrong with a field that a hand has touched. */
  readonly wrong: (field: string) => string | null;
};

type TextKey = {
  [K in keyof OrderText]: OrderText[K] extends string ? (string extends OrderText[K] ? K : never) : never;
}[keyof OrderText];

/** One field of the form: its name carries its unit. */
export function OrderField(props: { page: OrderPage; field: TextKey; name: string; numeric?: boolean }) {
  const { page, field, name, numeric = true } = props;
  return (
    <TextField
      name={name}
      value={page.text[field]}
      onChange={(value) => page.change({ [field]: value })}
      testid={`order-${field}`}
      wrong={page.wrong(field)}
      soft={page.draft?.soft[field] ?? null}
      numeric={numeric}
    />
  );
}
