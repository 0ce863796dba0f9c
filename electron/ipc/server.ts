import { ipcMain, type WebContents } from 'electron';
import {
  type AskName,
  type AskOutput,
  type AskParsed,
  asks,
  type Said,
  type SaidName,
  type TellBody,
  type TellName,
  tells,
} from '../../shared/ipc/contract';
import { againstReading, mayTellFromReading } from '../../shared/ipc/second-window';
import { isTrustedSender } from '../shell/lockdown';

export type Answers = {
  readonly [N in AskName]: (input: AskParsed<N>) => AskOutput<N> | Promise<AskOutput<N>>;
};
export type Listeners = { readonly [N in TellName]: (body: TellBody<N>) => void };

const names = <T extends object>(of: T): (keyof T & string)[] => Object.keys(of) as (keyof T & string)[];

/** Whether a sender is the window that only reads. */
export type OnlyReads = (sender: WebContents) => boolean;

/**
 * Binds the contract: every call is from our own page's main frame and has the shape that the contract names, or it
 * is refused before anything else looks at it. A window that only reads is known by its sender, whatever it says.
 */
export function serveContract(
  answers: Answers,
  listeners: Listeners,
  onlyReads: OnlyReads = () => false,
): void {
  for (const name of names(asks)) bindAsk(name, answers[name], onlyReads);
  for (const name of names(tells)) bindTell(name, listeners[name], onlyReads);
}

function bindAsk<N extends AskName>(name: N, answer: Answers[N], onlyReads: OnlyReads): void {
  ipcMain.handle(name, async (event, input: unknown) => {
    if (!isTrustedSender(event)) throw new Error(`untrusted sender of ${name}`);
    const against = onlyReads(event.sender) ? againstReading(name) : null;
    if (against !== null) throw new Error(against);
    const parsed = asks[name].input.safeParse(input);
    if (!parsed.success)
      throw new Error(`${name} was asked with something else than its contract: ${parsed.error.message}`);
    return answer(parsed.data as AskParsed<N>);
  });
}

function bindTell<N extends TellName>(name: N, listener: Listeners[N], onlyReads: OnlyReads): void {
  ipcMain.on(name, (event, body: unknown) => {
    if (!isTrustedSender(event) || (onlyReads(event.sender) && !mayTellFromReading(name))) return;
    const parsed = tells[name].safeParse(body);
    if (parsed.success) listener(parsed.data as TellBody<N>);
  });
}

/** Says something to a window, if it is still there. */
export function say<N extends SaidName>(contents: WebContents, name: N, body: Said[N]): void {
  if (!contents.isDestroyed() && !contents.isCrashed()) contents.send(name, body);
}
