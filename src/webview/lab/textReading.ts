import { inSlices, pacer } from '../../core/base/work';
import type { PocketModel } from '../../core/pocket/pocketModel';
import type { FromLab, ToLab, labAnswers } from '../../core/lab/labProtocol';
import type { HostClient } from '../shared/hostClient';
import { nextTask } from '../shared/slices';
import type { LabTools, Station } from './station';

export const pause = (): Promise<void> => new Promise((resolve) => nextTask(() => resolve()));

/** The connection through which the lab asks the extension host. */
export type LabHost = HostClient<FromLab, ToLab, typeof labAnswers>;

export interface ReadingDeps {
  readonly model: PocketModel;
  readonly terms: LabTools['terms'];
  readonly host: Pick<LabHost, 'ask'>;
  readonly changed: () => void;
}

/** The work of a station on a text. It keeps what it has read; `end` stops it. */
export class Reading {
  read: unknown;
  private readonly stopping = new AbortController();
  private resting: Promise<void> | undefined;
  private wake: (() => void) | undefined;

  constructor(
    readonly station: Station,
    readonly text: string,
    private readonly deps: ReadingDeps,
  ) {}

  /** @throws LabProblem of the station; the reason of the signal after `end`. */
  async start(): Promise<void> {
    const { signal } = this.stopping;
    const { model, terms, host, changed } = this.deps;
    const read = await this.station.read(this.text, {
      model,
      terms,
      run: (work) => this.run(work),
      encode: (text, encodings) => host.ask('encode', { text, encodings: [...encodings] }, signal),
      changed: () => {
        if (!signal.aborted) changed();
      },
    });
    signal.throwIfAborted();
    this.read = read;
  }

  /** Pauses the work, and keeps what it has, until `resume` or `end`. */
  rest(): void {
    this.resting ??= new Promise((resolve) => (this.wake = resolve));
  }

  resume(): void {
    this.wake?.();
    this.resting = this.wake = undefined;
  }

  end(): void {
    this.stopping.abort();
    // Paused work wakes up and sees that it has ended.
    this.resume();
  }

  get isEnded(): boolean {
    return this.stopping.signal.aborted;
  }

  private async run<T>(work: Generator<unknown, T>): Promise<T> {
    const breathe = pacer(pause);
    const mayGoOn = async () => {
      await this.resting;
      this.stopping.signal.throwIfAborted();
    };
    await mayGoOn();
    return inSlices(work, async () => {
      await breathe();
      await mayGoOn();
    });
  }
}
