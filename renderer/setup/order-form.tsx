import { useEffect, useState } from 'react';
import { type KeptTemplate, templatesInUse } from '../../shared/dosing/template';
import type { LastWeight } from '../../shared/dosing/weight';
import type { WorkstationFacts } from '../../shared/ipc/standing';
import type { Patient } from '../../shared/record/patient';
import { useWarned } from '../live/warned';
import { counted } from '../live/words';
import { Refusals } from '../parts/sheet';
import { TextField } from '../parts/text-field';
import { OrderCarePage } from './order-care-page';
import { readOrder } from './order-draft';
import { OrderNumbersPage } from './order-numbers-page';
import type { OrderPage } from './order-page';
import { OrderReviewPage } from './order-review-page';
import { OrderTemplatePage } from './order-template-page';
import { changed, draftOf, emptyOrder, withTemplate } from './order-text';

export type OrderFormProps = {
  readonly patient: Patient;
  readonly facts: WorkstationFacts;
  readonly now: number;
  readonly mayOrder: boolean;
  readonly onSigned: () => void;
};

const pages = ['template', 'numbers', 'care', 'review'] as const;
type PageName = (typeof pages)[number];
const pageWords: Record<PageName, string> = {
  template: '1 Weight and template',
  numbers: '2 Numbers',
  care: '3 Watching and drugs',
  review: '4 Read and sign',
};

type Known = {
  readonly templates: readonly KeptTemplate[];
  readonly last: LastWeight | null;
};

function useKnown(patientId: string): Known | null {
  const [known, setKnown] = useState<Known | null>(null);
  useEffect(() => {
    const read = async () => {
      const [{ templates }, { last }] = await Promise.all([
        window.bridge.ask('templates', {}),
        window.bridge.ask('lastWeight', { patientId }),
      ]);
      setKnown({ templates: templatesInUse(templates), last });
    };
    void read().catch(() => setKnown(null));
  }, [patientId]);
  return known;
}

/** An order, written from a template, read in words and signed by a physician. */
export function OrderForm(props: OrderFormProps) {
  const known = useKnown(props.patient.patientId);
  if (known === null) return <p className="lab">Reading the templates.</p>;
  return <Form {...props} known={known} />;
}

function Form({ patient, facts, now, mayOrder, onSigned, known }: OrderFormProps & { known: Known }) {
  const [text, setText] = useState(() => emptyOrder(patient));
  const [template, setTemplate] = useState<KeptTemplate | null>(null);
  const [shown, setShown] = useState<PageName>('template');
  const [touched, setTouched] = useState<ReadonlySet<string>>(new Set());
  const [pin, setPin] = useState('');
  const [reasons, setReasons] = useState<readonly string[]>([]);
  const [pending, setPending] = useState(false);

  const content = template?.template ?? null;
  const limits = facts.limitProfiles.find((one) => one.profileId === content?.limitProfileId) ?? null;
  const given = {
    patient,
    room: facts.room,
    now,
    lastWeight: known.last,
    weightDifferencePercent: facts.policy.orders.weightDifferencePercent,
  };
  const draft = content === null || limits === null ? null : readOrder(text, content, limits, given);
  const page: OrderPage = {
    patient,
    text,
    template,
    limits,
    given,
    draft,
    derived: content === null ? null : draftOf(text, content),
    change: (change) => {
      setText((old) => changed(old, change, content));
      setTouched((old) => new Set([...old, ...Object.keys(change)]));
      setReasons([]);
    },
    wrong: (field) => {
      const opened = touched.has(field) || touched.has(field.split('-')[0] ?? '') || touched.has('all');
      const filled = template !== null && field.startsWith('step-') && touched.has('steps');
      return opened || filled ? (draft?.wrong[field] ?? null) : null;
    },
  };
  const choose = (one: KeptTemplate) => {
    setTemplate(one);
    setText((old) => withTemplate(old, one));
    setReasons([]);
  };
  // Numbers are seen from the second page on; what is typed is meant when the page is turned.
  const sent = useWarned('order', shown, shown === 'template' ? [] : (draft?.findings ?? []));
  const open = Object.keys(draft?.wrong ?? {}).length;
  const faults = draft?.faults ?? [];
  const signable = draft?.order !== null && draft !== null && faults.length === 0;
  const sign = async () => {
    if (draft === null || draft.order === null || template === null) return;
    setPending(true);
    try {
      const answer = await window.bridge.ask('signOrder', {
        ...draft.order,
        softReasons: [...text.reasons],
        pin,
        templateVersionNo: template.versionNo,
      });
      setPin('');
      setReasons(answer.kind === 'refused' ? answer.reasons : []);
      if (answer.kind === 'done') {
        sent();
        onSigned();
      }
    } catch (failure) {
      setReasons([failure instanceof Error ? failure.message : 'The order was not kept.']);
    } finally {
      setPending(false);
    }
  };
  const standing =
    template === null
      ? 'choose a template'
      : open > 0
        ? `${counted(open, 'field is', 'fields are')} open`
        : faults.length > 0
          ? 'something is to confirm'
          : 'every field reads well';
  return (
    <div className="form order-form" data-testid="order-form">
      <div className="order-pages">
        {pages.map((name) => (
          <button
            key={name}
            type="button"
            className={name === shown ? 'btn low selected' : 'btn low'}
            data-testid={`order-page-${name}`}
            aria-pressed={name === shown}
            disabled={name !== 'template' && template === null}
            onClick={() => {
              setShown(name);
              if (name === 'review') setTouched(new Set(['all']));
            }}
          >
            {pageWords[name]}
          </button>
        ))}
      </div>
      <div className="scroll order-fields" key={shown}>
        {shown === 'template' && (
          <OrderTemplatePage page={page} templates={known.templates} onTemplate={choose} />
        )}
        {shown === 'numbers' && <OrderNumbersPage page={page} />}
        {shown === 'care' && <OrderCarePage page={page} />}
        {shown === 'review' && <OrderReviewPage page={page} />}
      </div>
      {shown === 'review' ? (
        <>
          <Refusals
            reasons={mayOrder ? [...reasons, ...faults] : ['A physician signs orders. Sign in as one.']}
          />
          <div className="sign-line">
            <TextField name="Your PIN" value={pin} onChange={setPin} testid="order-pin" secret numeric />
            <button
              type="button"
              className={mayOrder && signable ? 'btn primary' : 'btn blocked'}
              data-testid="order-sign"
              disabled={!mayOrder || !signable || pin.length < 4 || pending}
              onClick={() => void sign()}
            >
              Sign this order for {patient.name}
              <small>{standing}</small>
            </button>
          </div>
        </>
      ) : (
        <div className="order-next">
          <span className="lab grow" data-testid="order-standing">
            {standing}
          </span>
          <button
            type="button"
            className="btn"
            data-testid="order-next"
            disabled={template === null}
            onClick={() => {
              const next = pages[pages.indexOf(shown) + 1] ?? 'review';
              setShown(next);
              if (next === 'review') setTouched(new Set(['all']));
            }}
          >
            Go on to {pageWords[pages[pages.indexOf(shown) + 1] ?? 'review'].slice(2).toLowerCase()}
          </button>
        </div>
      )}
    </div>
  );
}
