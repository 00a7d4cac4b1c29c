import { commands, window } from 'vscode';
import type { Memento, Tab } from 'vscode';
import { host } from '#host';
import { stepKey, stepValues, steps } from './contributions';
import type { WalkthroughStep } from './contributions';

/** Tells the walkthrough that the user has done a step. Telling it again changes nothing. */
export type StepDone = (step: WalkthroughStep) => void;

/**
 * Milliseconds after the walkthrough has opened. By the last of them VS Code has read the steps: it first asks whether
 * an experiment changes them, and waits five seconds for the answer.
 */
const announceAfter = [500, 6_000] as const;

/**
 * Whether a tab may be the walkthrough. Its tab is that of Welcome, whose kind, like that of some other tabs of VS Code
 * itself, extensions do not know.
 */
const mayBeWalkthrough = ({ input }: Tab): boolean => input === undefined;

/**
 * Steps of the walkthrough that the user has done, kept for all windows. Commands and views would not serve as
 * completion events: a command that was run may have failed, and a view that is open already does not open.
 *
 * VS Code reads the steps when the walkthrough is first shown in a window, and ticks off what comes true after that. A
 * condition that was true before never counts in that window. So each step waits for two values of its key, and once
 * the walkthrough is open, the key changes from one to the other.
 */
export class FirstSteps {
  private readonly done = new Set<WalkthroughStep>();
  private turn: 0 | 1 = 0;
  private stops: readonly (() => void)[] = [];
  private readonly listening = window.tabGroups.onDidChangeTabs(({ opened }) => this.look(opened));

  constructor(private readonly memory: Memento) {
    for (const step of steps) {
      if (memory.get(stepKey(step)) === true) this.done.add(step);
    }
    this.announce();
    this.look(window.tabGroups.all.flatMap(({ tabs }) => tabs));
  }

  dispose(): void {
    this.listening.dispose();
    this.stopTimers();
  }

  readonly stepDone: StepDone = (step) => {
    if (this.done.has(step)) return;
    this.done.add(step);
    this.tell(step);
    void this.memory.update(stepKey(step), true);
  };

  private look(tabs: readonly Tab[]): void {
    if (!tabs.some(mayBeWalkthrough)) return;
    this.stopTimers();
    this.stops = announceAfter.map((ms) => host.later(ms, () => this.announce()));
  }

  private stopTimers(): void {
    for (const stop of this.stops) stop();
  }

  private announce(): void {
    this.turn = this.turn === 0 ? 1 : 0;
    for (const step of this.done) this.tell(step);
  }

  private tell(step: WalkthroughStep): void {
    void commands.executeCommand('setContext', stepKey(step), stepValues[this.turn]);
  }
}
