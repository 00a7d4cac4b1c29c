import { Reading } from './textReading';
import type { ReadingDeps } from './textReading';
import type { Station } from './station';

interface ReadingsEvents {
  /** Called when there is another picture. */
  readonly shown: () => void;
  readonly failed: (error: unknown) => void;
}

/**
 * Holds the reading that is shown, the one that replaces it as soon as it is done,
 * and those that rest until the reader comes back.
 */
export class Readings {
  shown: Reading | undefined;
  private next: Reading | undefined;
  /** The reading that was looked at last, for each station that keeps what it has read. */
  private readonly resting = new Map<Station, Reading>();

  constructor(private readonly events: ReadingsEvents) {}

  /**
   * Reads the text, unless that was done already. The picture of the text before stays until there is a new one, so
   * that it does not blink while the reader types.
   */
  read(station: Station, text: string, deps: ReadingDeps): void {
    this.next?.end();
    this.next = undefined;
    if (this.shown?.station !== station) this.leave();
    const known = this.shown?.text === text ? this.shown : this.wake(station, text);
    if (known) return this.show(known);
    const next = new Reading(station, text, deps);
    this.next = next;
    next.start().then(
      () => {
        this.next = undefined;
        this.show(next);
      },
      (error: unknown) => {
        if (next.isEnded) return;
        next.end();
        this.next = undefined;
        this.shown?.end();
        this.shown = undefined;
        this.events.failed(error);
      },
    );
  }

  private show(reading: Reading): void {
    if (reading !== this.shown) this.shown?.end();
    this.shown = reading;
    this.events.shown();
  }

  /** Leaves the station that is shown. Its reading rests if the station keeps it, and ends otherwise. */
  private leave(): void {
    const { shown } = this;
    this.shown = undefined;
    if (shown?.station.keepsReading !== true) return shown?.end();
    this.resting.get(shown.station)?.end();
    this.resting.set(shown.station, shown);
    shown.rest();
  }

  private wake(station: Station, text: string): Reading | undefined {
    const found = this.resting.get(station);
    if (found?.text !== text) return undefined;
    this.resting.delete(station);
    found.resume();
    return found;
  }
}
