import { formatCount } from '../../core/base/numbers';
import { loadPocket } from '../../core/pocket/pocketModel';
import type { PocketModel } from '../../core/pocket/pocketModel';
import { WindowError } from '../../core/pocket/forwardPass';
import { maxText } from '../../core/lab/labPlace';
import type { LabPlace, LabSettings } from '../../core/lab/labPlace';
import { readLabState } from '../../core/lab/labProtocol';
import type { LabState, ToLab } from '../../core/lab/labProtocol';
import { errorText } from '../shared/pageApi';
import type { PageApi } from '../shared/pageApi';
import { words } from '../shared/labStrings';
import { translate } from '../shared/strings';
import type { WordCards } from '../shared/wordCard';
import { backToText, goTo, newState, settingsOf, withExample, withSettings, withText } from './labState';
import { pause } from './textReading';
import type { LabHost, Reading } from './textReading';
import { Readings } from './readings';
import { LabProblem } from './station';
import type { LabTools, Station } from './station';

/** Milliseconds without a change after which the place is stored and reported to the host. */
const keepAfter = 300;
/** Milliseconds without a key after which a text is read. */
const readAfter = 150;

export interface LabPage {
  /** Draws in the next frame, once for all that has changed. */
  redraw(): void;
  announce(text: string): void;
  readonly wordCards: WordCards;
}

/** The reason why there is no picture. */
interface Problem {
  readonly text: string;
  /** The button that helps, apart from writing another text. */
  readonly button?: 'retry' | 'log';
}

const tooLong = ({ tokens, window }: WindowError): string =>
  words('labTooLong', formatCount(tokens), formatCount(window));

const copiedWords = { link: 'labLinkCopied', svg: 'labSvgCopied', file: 'labPictureSaved' } as const;

/** The logic of the lab; `LabPage` draws it. */
export class Lab {
  state: LabState;
  problem: Problem | undefined;
  /** Why the field refused the last input. */
  refused: string | undefined;
  private readonly readings = new Readings({
    shown: () => this.onShown(),
    failed: (error) => this.onReadFailed(error),
  });
  /** The state of the page that VS Code has kept. */
  private readonly kept: LabState | undefined;
  /** The built-in model, once it is loaded. */
  model: PocketModel | undefined;
  /** The terms of the glossary; there are none before `start`. */
  private terms: LabTools['terms'] | undefined;
  private keepTimer: ReturnType<typeof setTimeout> | undefined;
  private readTimer: ReturnType<typeof setTimeout> | undefined;

  /** Takes the stations in the order of their tabs. */
  constructor(
    private readonly page: LabPage,
    private readonly host: LabHost,
    private readonly api: PageApi,
    readonly stations: readonly Station[],
  ) {
    this.kept = readLabState(api.getState());
    this.state = this.kept ?? newState(stations[0]!.id);
  }

  /** The reading that is shown. */
  get reading(): Reading | undefined {
    return this.readings.shown;
  }

  /** The chosen station, or the first one if there is none of that id (any more). */
  get station(): Station {
    return this.stations.find(({ id }) => id === this.state.station) ?? this.stations[0]!;
  }

  get settings(): LabSettings {
    return settingsOf(this.state, this.station);
  }

  /** The reader's text, or the station's example. */
  get text(): string {
    return this.state.isOwn ? this.state.text : words(this.station.example);
  }

  receive(message: ToLab): void {
    switch (message.type) {
      case 'start':
        translate(message.strings);
        this.terms = message.terms;
        if (!this.kept && message.left) this.state = message.left;
        if (message.show) this.state = goTo(this.state, message.show);
        return this.readAnew();
      case 'show':
        return this.show(message.place);
      case 'weights':
        return void this.load(message.bytes);
      case 'weightsFailed':
        return this.fail({ text: message.message, button: 'retry' });
      case 'copied':
        return this.page.announce(words(copiedWords[message.what]));
      case 'wordRules':
      case 'explainSelection':
        this.page.wordCards.receive(message);
    }
  }

  show(place: LabPlace): void {
    this.change(goTo(this.state, place));
    this.readAnew();
  }

  goToStation(id: string): void {
    if (id === this.station.id) return;
    this.change({ ...this.state, station: id });
    this.readAnew();
  }

  /** Reports that a text of `length` UTF-16 code units is too long, and keeps the present text. */
  refuseText(length: number): void {
    this.refused = words('labRefused', formatCount(length), formatCount(maxText));
    this.page.redraw();
  }

  /** Reads the text once the reader pauses. The picture of the text before stays until then. */
  setText(text: string): void {
    this.change(withText(this.state, text));
    clearTimeout(this.readTimer);
    this.readTimer = setTimeout(() => this.readAnew(), readAfter);
  }

  /** Goes back to the example of each station. */
  useExample(): void {
    this.change(withExample(this.state));
    this.readAnew();
  }

  /** Goes back to what the reader wrote before a link, a selection or the example took its place. */
  backToText(): void {
    this.change(backToText(this.state));
    this.readAnew();
  }

  set(change: LabSettings): void {
    this.change(withSettings(this.state, this.station, change));
  }

  toggleLarge(): void {
    this.change({ ...this.state, large: !this.state.large });
  }

  retry(): void {
    this.problem = undefined;
    this.page.redraw();
    this.host.post({ type: 'loadWeights' });
  }

  /** Keeps the last change. Call it before the page goes away. */
  flush(): void {
    if (this.keepTimer === undefined) return;
    clearTimeout(this.keepTimer);
    this.keepTimer = undefined;
    this.api.setState(this.state);
    this.host.post({ type: 'keep', state: this.state });
  }

  /** The place for a link to what is shown. */
  get place(): LabPlace {
    return { station: this.station.id, text: this.text, settings: this.settings };
  }

  private change(state: LabState): void {
    this.state = state;
    this.refused = undefined;
    // The last announcement is out of date.
    this.page.announce('');
    clearTimeout(this.keepTimer);
    this.keepTimer = setTimeout(() => this.flush(), keepAfter);
    this.page.redraw();
  }

  private async load(bytes: Uint8Array): Promise<void> {
    try {
      this.model = await loadPocket(bytes, pause);
    } catch (error) {
      // The reader gets the message of the error, and the log the rest.
      this.report(error);
      return this.fail({ text: error instanceof Error ? error.message : String(error), button: 'retry' });
    }
    this.readAnew();
  }

  /** Reads the text again. The model and `start` arrive in any order, and what to read is known only with both. */
  private readAnew(): void {
    clearTimeout(this.readTimer);
    this.page.redraw();
    const { model, terms, station, text, host } = this;
    if (!model || !terms) return;
    this.readings.read(station, text, { model, terms, host, changed: () => this.page.redraw() });
  }

  private onShown(): void {
    this.problem = undefined;
    this.page.redraw();
  }

  private onReadFailed(error: unknown): void {
    if (error instanceof LabProblem) return this.fail({ text: error.message });
    if (error instanceof WindowError) return this.fail({ text: tooLong(error) });
    this.report(error);
    this.fail({ text: words('labFailed'), button: 'log' });
  }

  private fail(problem: Problem): void {
    this.problem = problem;
    this.page.redraw();
  }

  report(error: unknown): void {
    this.host.post({ type: 'pageError', message: errorText(error) });
  }
}
