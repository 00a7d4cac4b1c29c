import { svg } from 'lit';
import type { SVGTemplateResult } from 'lit';
import { formatShare } from '../../../../core/base/numbers';
import { words } from '../../../shared/labStrings';
import { LabProblem } from '../../station';
import type { PictureFrame, Station, Table } from '../../station';
import { placeLabels } from './labels';
import type { Point } from './labels';
import { afterKey, compared, readWords } from './reading';
import type { ComparedWords, EmbeddingsRead, EmbeddingsSettings } from './reading';

/** Neighbours that are named, in the picture and in words. */
const maxNamed = 6;
/** Least height of the map in CSS pixels, at which the names can still be told apart. */
const leastHeight = 220;
/** CSS pixels around the map, and the distance from a dot within which the pointer still means it. */
const edge = 12;
const reach = 20;

/** Words on a map. */
export const embeddings: Station<EmbeddingsRead, EmbeddingsSettings> = {
  id: 'embeddings',
  title: 'labEmbeddingsTitle',
  sentences: 'labEmbeddingsSentences',
  example: 'labEmbeddingsExample',
  defaults: { word: '', other: '' },

  async read(text, lab) {
    if (text.trim() === '') throw new LabProblem(words('labEmpty'));
    const names = lab.terms.map(({ name }) => name);
    const read = await lab.run(readWords(lab.model, text, names));
    if (read.words.length < 2) throw new LabProblem(words('labEmpty'));
    return read;
  },

  controls(read, settings) {
    const { word, other } = compared(read, settings);
    const options = read.words.map((each) => ({ value: each.word, label: each.word }));
    const choice = { kind: 'choice', options } as const;
    return [
      { ...choice, name: 'word', label: words('labEmbeddingsWord'), value: read.words[word]!.word },
      { ...choice, name: 'other', label: words('labEmbeddingsOther'), value: read.words[other]!.word },
    ];
  },

  draw(read, settings, frame) {
    const { width, type } = frame;
    // In a low window, the map has to fit in below the controls, as a reader who chooses words wants to see it.
    const room = Math.max(leastHeight, frame.windowHeight - type * 6);
    const height = Math.round(Math.min(Math.max(width * 0.7, 360), 520, room));
    const points = Array.from(read.words, (_, i): Point => ({
      x: edge + read.places[i * 2]! * (width - 2 * edge),
      y: edge + read.places[i * 2 + 1]! * (height - 2 * edge),
    }));
    const pair = compared(read, settings);
    const named = new Set(namedFirst(read, pair));
    const order = [...named, ...points.keys()].filter((index, at, all) => all.indexOf(index) === at);
    const labels = placeLabels(order, (index) => read.words[index]!.word, points, { width, height, type });
    const drag = dragOf(read, points, frame);
    const dots = points.map(({ x, y }, index) => dot(x, y, index, read, pair, drag));
    const kindOf = (index: number): string =>
      read.words[index]!.isOwn ? 'label own' : named.has(index) ? 'label' : 'label quiet';
    const names = labels.map(({ index, text, x, y }) => svg`<text class=${kindOf(index)} x=${x} y=${y}>${text}</text>`);
    return { height, content: [lineBetween(points[pair.word]!, points[pair.other]!), ...dots, ...names] };
  },

  words(read, settings) {
    const { word, other, similarity, nearest } = compared(read, settings);
    const name = (index: number): string => read.words[index]!.word;
    const list = nearest.slice(0, maxNamed).map((each) => `${name(each.word)} ${each.similarity.toFixed(2)}`);
    return [
      words('labEmbeddingsPair', name(word), name(other), similarity.toFixed(2)),
      words('labEmbeddingsNearest', name(word), list.join(', ')),
      words('labEmbeddingsShare', formatShare(read.share)),
    ].join(' ');
  },

  table(read, settings): Table {
    const { word, nearest } = compared(read, settings);
    return {
      columns: [
        words('labEmbeddingsColumn'),
        words('labEmbeddingsLike', read.words[word]!.word),
        words('labEmbeddingsTokens'),
      ],
      rows: nearest.map((each) => {
        const { word: name, tokens } = read.words[each.word]!;
        return [name, each.similarity.toFixed(3), tokens.length];
      }),
    };
  },

  key: afterKey,
};

/** Returns the words that are named even where there is little room. */
const namedFirst = ({ words: all }: EmbeddingsRead, { word, other, nearest }: ComparedWords): number[] => [
  ...[word, other, ...nearest.slice(0, maxNamed).map((each) => each.word)],
  ...all.flatMap(({ isOwn }, index) => (isOwn ? [index] : [])),
];

const lineBetween = (from: Point, to: Point): SVGTemplateResult =>
  svg`<line class="between" x1=${from.x} y1=${from.y} x2=${to.x} y2=${to.y} stroke-dasharray="4 3"></line>`;

interface Drag {
  readonly start: (event: PointerEvent, index: number) => void;
  readonly move: (event: PointerEvent, index: number) => void;
}

function dot(
  x: number,
  y: number,
  index: number,
  read: EmbeddingsRead,
  pair: ComparedWords,
  drag: Drag,
): SVGTemplateResult {
  const isPair = index === pair.word || index === pair.other;
  const { isOwn } = read.words[index]!;
  const kind = isPair ? 'accent chosen' : isOwn ? 'own tone2' : 'far';
  return svg`<circle class=${`dot ${kind}`} cx=${x} cy=${y} r=${isPair ? 6 : isOwn ? 5 : 3}
    data-word=${read.words[index]!.word}
    @pointerdown=${(event: PointerEvent) => drag.start(event, index)}
    @pointermove=${(event: PointerEvent) => drag.move(event, index)}></circle>`;
}

/**
 * Returns the handlers of the pointer. A press on a word chooses it; a drag from
 * there compares it with the word under the pointer.
 */
function dragOf(read: EmbeddingsRead, points: readonly Point[], { set, width }: PictureFrame): Drag {
  return {
    start: (event, index) => {
      (event.currentTarget as Element).setPointerCapture(event.pointerId);
      set({ word: read.words[index]!.word });
    },
    move: (event, index) => {
      if (event.buttons === 0) return;
      const picture = (event.currentTarget as SVGElement).ownerSVGElement?.getBoundingClientRect();
      if (!picture) return;
      const scale = width / picture.width;
      const at = { x: (event.clientX - picture.left) * scale, y: (event.clientY - picture.top) * scale };
      const under = nearestPoint(points, at, index);
      if (under !== undefined) set({ other: read.words[under]!.word });
    },
  };
}

function nearestPoint(points: readonly Point[], { x, y }: Point, except: number): number | undefined {
  let [best, distance] = [-1, reach];
  for (const [index, point] of points.entries()) {
    const away = Math.hypot(point.x - x, point.y - y);
    if (index !== except && away < distance) [best, distance] = [index, away];
  }
  return best < 0 ? undefined : best;
}
