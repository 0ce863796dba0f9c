import { PauseButton } from './pause-button';

/** Before the first answer of the main process: nothing is known, so nothing is shown but the way to stop. */
export function StartingScreen() {
  return (
    <main className="screen starting" data-testid="starting">
      <div className="panel starting-words">
        <h1 className="h2">Infusion Console</h1>
        <p>Reading what this workstation knows. If it does not come, look at the pump and the monitor.</p>
        <p className="lab">Not a cleared medical device</p>
      </div>
      <PauseButton />
    </main>
  );
}
