import { svg } from 'lit';
import { formatCount, formatShare } from '../../../../core/base/numbers';
import { words } from '../../../shared/labStrings';
import { slider } from '../../controls';
import { cut, textWidth } from '../../flow';
import { LabProblem } from '../../station';
import type { Station, Table } from '../../station';
import { barsOf, draws, limited, limits, readBoth } from './reading';
import type { Bar, NextRead, NextSettings } from './reading';

/** Rows of the table. */
const maxRows = 50;
/** The smallest share that is shown as a number. A smaller one is only said to be below it. */
const least = 0.0001;

/** Probabilities of what comes next, and what sampling makes of them. */
export const nextToken: Station<NextRead, NextSettings> = {
  id: 'next-token',
  title: 'labNextTitle',
  sentences: 'labNextSentences',
  example: 'labNextExample',
  defaults: { as: 'text', temperature: 1, topK: 0, topP: 1, minP: 0, seed: 0 },

  async read(text, lab) {
    // A continuation of no text at all says nothing.
    if (text.trim() === '') throw new LabProblem(words('labEmpty'));
    return lab.run(readBoth(lab.model, text));
  },

  controls(_read, given) {
    const { as, temperature, topK, topP, minP, seed } = limited(given);
    const off = words('labOff');
    const options = [
      { value: 'text', label: words('labNextAsText') },
      { value: 'answer', label: words('labNextAsAnswer') },
    ];
    return [
      { kind: 'choice', name: 'as', label: words('labNextAs'), value: as, options },
      slider('temperature', words('temperature'), temperature, limits.temperature, temperature.toFixed(2), 0.05),
      slider('topK', words('labNextTopK'), topK, limits.topK, topK === 0 ? off : String(topK)),
      slider('topP', words('labNextTopP'), topP, limits.topP, topP === 1 ? off : topP.toFixed(2), 0.01),
      slider('minP', words('labNextMinP'), minP, limits.minP, minP === 0 ? off : minP.toFixed(2), 0.01),
      { kind: 'button', name: 'draw', label: words('labNextDraw', draws), change: { seed: seed + 1 } },
    ];
  },

  draw(read, settings, { width, type }) {
    const { bars, rest } = barsOf(read, settings);
    const line = type * 1.8;
    const label = Math.min(width * 0.3, type * 12);
    const last: Row = {
      text: words('labNextOthers', formatCount(rest.count)),
      chance: rest.chance,
      isKept: rest.chance > 0,
      drawn: settings.seed > 0 ? rest.drawn : undefined,
      length: rest.chance || rest.probability,
    };
    const rows = [...bars.map((bar) => ({ ...bar, length: bar.isKept ? bar.chance : bar.probability })), last];
    const { figuresOf, room } = layOut(rows, width - label - type * 0.4, type, settings.seed > 0);
    const row = (bar: Row, index: number) => {
      const y = index * line;
      const name = cut(bar.text, label - type * 0.5, type);
      return svg`<text class=${bar.isKept ? 'code' : 'code quiet'} x="0" y=${y + type * 1.2}>${name}</text>
        <rect class=${bar.isKept ? 'bar accent' : 'bar cut'} x=${label} y=${y + type * 0.35} height=${type * 1.1}
          width=${Math.max(1, room * bar.length)} rx="1"></rect>
        <text class=${bar.isKept ? '' : 'quiet'} x=${label + Math.max(1, room * bar.length) + type * 0.4} y=${y + type * 1.2}
          >${figuresOf(bar)}</text>`;
    };
    return { height: rows.length * line + textWidth('.', type), content: rows.map(row) };
  },

  words(read, settings) {
    const { bars, kept } = barsOf(read, settings);
    const likeliest = bars
      .slice(0, 3)
      .map(({ text, chance, probability }) => `“${text}” ${formatShare(chance || probability)}`)
      .join(', ');
    const drawn = bars.filter((bar) => (bar.drawn ?? 0) > 0).map((bar) => `“${bar.text}” ${bar.drawn}`);
    const said = words('labNextWords', formatCount(kept), formatCount(read.text.length), likeliest);
    return settings.seed > 0
      ? `${said} ${words('labNextDrawn', draws, formatCount(settings.seed), drawn.join(', '))}`
      : said;
  },

  table(read, settings): Table {
    const { bars } = barsOf(read, settings, maxRows);
    return {
      columns: [
        words('labPlaceInText'),
        words('labToken'),
        words('labTokenId'),
        words('labProbability'),
        words('labNextChance'),
        words('labNextDrawnColumn'),
      ],
      rows: bars.map(({ text, id, probability, chance, isKept, drawn }, index) => [
        index + 1,
        text,
        id,
        formatShare(probability),
        isKept ? formatShare(chance) : words('labNextCut'),
        drawn ?? '–',
      ]),
    };
  },
};

/** A row of the picture; `length` is the share of the room that its bar takes. */
type Row = Omit<Bar, 'id' | 'probability'> & { readonly length: number };

/**
 * Returns the figures after the bars, and the room for the longest bar in pixels, so that no figure ends outside the picture.
 */
function layOut(
  rows: readonly Row[],
  space: number,
  type: number,
  isDrawn: boolean,
): { readonly figuresOf: (row: Row) => string; readonly room: number } {
  const full = ({ isKept, chance, drawn }: Row): string =>
    `${isKept ? formatShare(chance) : words('labNextCut')}${drawn === undefined ? '' : ` ${words('labNextTimes', drawn)}`}`;
  // A narrow picture has signs alone. The sentence below names what was drawn.
  const short = ({ isKept, chance, drawn }: Row): string => {
    const share = chance > 0 && chance < least ? `< ${formatShare(least)}` : formatShare(chance);
    return `${isKept ? share : words('labNextCut')}${drawn === undefined ? '' : ` · ${drawn}×`}`;
  };
  // Measured for a full bar, whatever the settings, so that the scale of the bars does not change with each step of a slider.
  const roomFor = (drawn: string): number => Math.max(20, space - textWidth(`${formatShare(0.999)}${drawn}`, type));
  const room = roomFor(isDrawn ? ` ${words('labNextTimes', draws)}` : '');
  const fits = (row: Row): boolean => room * row.length + textWidth(full(row), type) <= space;
  if (rows.every(fits)) return { figuresOf: full, room };
  return { figuresOf: short, room: roomFor(isDrawn ? ` · ${draws}×` : '') };
}
