import type { ComponentProps } from 'react';
import { SecondPerson } from './second-person';
import { Refusals } from './sheet';

/** What a physician puts their own name and PIN under: who, what spoke against it, and the button. */
export function PhysicianAct(props: {
  readonly physician: ComponentProps<typeof SecondPerson>['value'];
  readonly onPhysician: ComponentProps<typeof SecondPerson>['onValue'];
  /** Of the list of physicians. */
  readonly testid: string;
  readonly reasons: readonly string[];
  /** What is still open; null: nothing is. */
  readonly missing: string | null;
  readonly pending: boolean;
  /** What the button does, and its test id. */
  readonly words: string;
  readonly act: string;
  /** What follows from it. */
  readonly hint: string;
  readonly onAct: () => void;
}) {
  const { physician, onPhysician, testid, reasons, missing, pending, words, act, hint, onAct } = props;
  return (
    <>
      <SecondPerson
        name="Physician"
        permission="sign-discharge"
        selfToo
        value={physician}
        onValue={onPhysician}
        testid={testid}
      />
      <Refusals reasons={reasons} />
      <button
        type="button"
        className={missing === null ? 'btn primary' : 'btn blocked'}
        data-testid={act}
        aria-disabled={missing !== null || pending}
        onClick={onAct}
      >
        {words}
        <small>{missing ?? hint}</small>
      </button>
    </>
  );
}
