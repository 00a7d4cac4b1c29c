import { html, nothing, render } from 'lit';
import type { TemplateResult } from 'lit';
import { labAnswers, toLab } from '../../core/lab/labProtocol';
import { HostClient } from '../shared/hostClient';
import { iconButton } from '../shared/iconButton';
import type { PageApi } from '../shared/pageApi';
import { actionButton } from '../shared/page/elements';
import { words } from '../shared/labStrings';
import { WordCards } from '../shared/wordCard';
import { copyPng, pngOf, svgOf } from './copyPicture';
import { drawControl } from './controls';
import { Lab } from './lab';
import type { LabPage } from './lab';
import { linkedText } from './linkedText';
import { PictureView } from './pictureView';
import type { LabHost } from './textReading';
import type { Station } from './station';
import { stations as usualStations } from './stations';
import { drawTabs } from './tabs';
import { TextField } from './textField';

/** Milliseconds for which the bar says what was done. */
const saidFor = 4_000;

/** Media query of a low page: a window of 1400 × 900 pixels leaves this height at a zoom of 150 %, and less at 200 %. */
const shortWindow = '(max-height: 560px)';

/** The page: tabs, and below them the station that is chosen. */
class LabView implements LabPage {
  readonly lab: Lab;
  readonly wordCards: WordCards;
  private readonly picture: PictureView;
  private readonly text: TextField;
  private said = '';
  private saidTimer: ReturnType<typeof setTimeout> | undefined;
  private frame: number | undefined;
  private readonly isShort = matchMedia(shortWindow);

  constructor(
    private readonly root: HTMLElement,
    private readonly host: LabHost,
    api: PageApi,
    stations: readonly Station[],
  ) {
    this.lab = new Lab(this, host, api, stations);
    this.picture = new PictureView(this.lab, () => this.redraw());
    this.text = new TextField(this.lab, root);
    this.wordCards = new WordCards({
      host,
      texts: () => [...root.querySelectorAll('.sentences')],
      top: () => Math.max(0, root.querySelector('.bar')?.getBoundingClientRect().bottom ?? 0),
      announce: (text) => this.announce(text),
    });
    this.wordCards.connect();
    // The layout depends on how much of the page is in sight.
    window.addEventListener('resize', () => this.redraw());
    this.draw();
  }

  redraw(): void {
    this.frame ??= requestAnimationFrame(() => this.draw());
  }

  announce(text: string): void {
    clearTimeout(this.saidTimer);
    if (text === this.said && text === '') return;
    this.said = text;
    if (text !== '') this.saidTimer = setTimeout(() => this.announce(''), saidFor);
    this.redraw();
  }

  private draw(): void {
    this.frame = undefined;
    const { lab } = this;
    document.documentElement.classList.toggle('large', lab.state.large);
    document.documentElement.classList.toggle('short', this.isShort.matches);
    document.title = words(lab.station.title);
    render([this.bar(), this.main()], this.root);
    this.picture.watch(this.root);
  }

  private bar(): TemplateResult {
    const { lab } = this;
    const hasPicture = lab.reading !== undefined;
    return html`<header class="bar">
      <h1 class=${this.isShort.matches ? 'unseen' : nothing}>${words('labHeading')}</h1>
      <span class="said" role="status">${this.said}</span>
      <div class="tools" role="group" aria-label=${words('labTools')}>
        ${iconButton('copy-link', 'link', words('labCopyLink'), () => this.copyLink())}
        ${iconButton('copy-svg', 'file-code', words('labCopySvg'), () => this.copySvg(), !hasPicture)}
        ${iconButton('copy-png', 'file-media', words('labCopyPng'), () => void this.copyPng(), !hasPicture)}
        ${iconButton('large', 'text-size', words('labLarge'), () => lab.toggleLarge(), false, lab.state.large)}
      </div>
    </header>`;
  }

  private main(): TemplateResult {
    const { lab } = this;
    const { station } = lab;
    return html`<main>
      ${drawTabs(lab.stations, station, (id) => this.goToStation(id))}
      <div
        class="station"
        role="tabpanel"
        id="station"
        aria-labelledby=${`tab-${station.id}`}
        data-station=${station.id}
      >
        ${this.about()} ${this.text.draw(this.isShort.matches)} ${this.problem()} ${this.shown()}
      </div>
    </main>`;
  }

  /** Draws the sentences of the station. If little is in sight at once, they are folded behind a line that opens them. */
  private about(): TemplateResult {
    const said = html`<p class="sentences">${this.sentences(words(this.lab.station.sentences))}</p>`;
    if (!this.isShort.matches) return said;
    return html`<details class="about">
      <summary>${words('labAbout')}</summary>
      ${said}
    </details>`;
  }

  private sentences(text: string): (TemplateResult | string)[] {
    return linkedText(text).map(({ text: part, term }) => {
      if (term === undefined) return part;
      const open = (event: Event): void => {
        event.preventDefault();
        this.host.post({ type: 'openTerm', termId: term });
      };
      return html`<a href="#" data-term=${term} @click=${open}>${part}</a>`;
    });
  }

  private problem(): TemplateResult | typeof nothing {
    const { problem } = this.lab;
    if (!problem) return nothing;
    return html`<div class="problem" role="alert">
      <p>${problem.text}</p>
      ${problem.button === 'retry' ? actionButton('retry', words('tryAgain'), () => this.lab.retry()) : nothing}
      ${problem.button ? actionButton('show-log', words('labShowLog'), () => this.host.post({ type: 'showLog' })) : nothing}
    </div>`;
  }

  private shown(): TemplateResult | typeof nothing {
    const { reading, problem, station, settings } = this.lab;
    if (!reading) return problem ? nothing : html`<p class="loading" role="status">${words('labLoading')}</p>`;
    const controls = station.controls(reading.read, settings);
    const set = this.lab.set.bind(this.lab);
    return html`<div class="controls" role="group" aria-label=${words('labControls')}>
        ${controls.map((control) => drawControl(control, set))}
      </div>
      ${this.picture.draw(reading)}`;
  }

  private goToStation(id: string): void {
    this.wordCards.close();
    this.lab.goToStation(id);
  }

  private copyLink(): void {
    this.host.post({ type: 'copyLink', place: this.lab.place });
  }

  private copySvg(): void {
    const svg = this.picture.element;
    if (svg) this.host.post({ type: 'copySvg', svg: svgOf(svg) });
  }

  private async copyPng(): Promise<void> {
    const svg = this.picture.element;
    if (!svg) return;
    try {
      await copyPng(svg);
      this.announce(words('labPictureCopied'));
    } catch (error) {
      // Some windows let no picture into the clipboard: then it goes into a file.
      if (!isRefused(error)) this.lab.report(error);
      this.announce(words('labPngRefused'));
      const png = await pngOf(svg);
      this.host.post({ type: 'savePng', bytes: new Uint8Array(await png.arrayBuffer()) });
    }
  }
}

/** Whether the browser refused to let the page write to the clipboard. */
const isRefused = (error: unknown): boolean => error instanceof DOMException && error.name === 'NotAllowedError';

/** Fills `root` with the lab, hears the host through `target` (the window), and says that it is ready. */
export function startLab(api: PageApi, root: HTMLElement, target: EventTarget, stations = usualStations): Lab {
  const host: LabHost = new HostClient(api, { messages: toLab, answers: labAnswers });
  const { lab } = new LabView(root, host, api, stations);
  host.listen(target, (message) => lab.receive(message));
  host.post({ type: 'ready' });
  return lab;
}
