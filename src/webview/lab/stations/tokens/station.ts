import { svg } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { formatCount } from '../../../../core/base/numbers';
import type { EncodingName } from '../../../../core/catalog/encodingName';
import { mergeSteps, piecesAt } from '../../../../core/lab/merges';
import { shownBytes } from '../../../../core/lab/tokenNames';
import type { PocketModel } from '../../../../core/pocket/pocketModel';
import { words } from '../../../shared/labStrings';
import type { LabStringId } from '../../../shared/labStrings';
import { slider } from '../../controls';
import { counted, outOf } from '../../counted';
import { flow } from '../../flow';
import { drawLines } from '../../pictureLines';
import { LabProblem } from '../../station';
import type { Drawn, PictureFrame, Station, Table } from '../../station';
import { otherEncodings, otherTokens, ownTokens, stepOf } from './reading';
import type { ShownToken, TokensRead, TokensSettings } from './reading';

/** The most boxes of one vocabulary in the picture; the table has all tokens. */
const maxBoxes = 80;

const names: Partial<Record<EncodingName, LabStringId>> = {
  o200k_base: 'labTokensO200k',
  claude_legacy: 'labTokensClaude',
  llama3: 'labTokensLlama',
};
const nameOf = (encoding: EncodingName): string => {
  const name = names[encoding];
  return name ? words(name) : encoding;
};

type DrawnFor = Drawn & Pick<PictureFrame, 'width' | 'type'> & Pick<TokensRead, 'others'>;

interface Read extends TokensRead {
  readonly model: PocketModel;
  /** The last drawing of the other encodings, and what it was made for. */
  drawn?: DrawnFor;
}

/** The station that shows how a text becomes pieces, and pieces become ids. */
export const tokens: Station<Read, TokensSettings> = {
  id: 'tokens',
  title: 'labTokensTitle',
  sentences: 'labTokensSentences',
  example: 'labTokensExample',
  defaults: { step: 100_000 },

  async read(text, lab) {
    // Spaces are tokens too.
    if (text === '') throw new LabProblem(words('labEmpty'));
    const merging = await lab.run(mergeSteps(lab.model.tokenizer, text));
    const read: Read = {
      text,
      merging,
      model: lab.model,
      others: undefined,
      othersFailed: undefined,
      names: new Map(),
    };
    lab.encode(text, otherEncodings).then(
      (others) => {
        read.others = others;
        lab.changed();
      },
      (error: unknown) => {
        read.othersFailed = error instanceof Error ? error.message : String(error);
        lab.changed();
      },
    );
    return read;
  },

  controls(read, settings) {
    const [value, max] = [stepOf(read, settings), read.merging.steps.length];
    return [slider('step', words('labTokensStep'), value, [0, max], outOf(value, max))];
  },

  draw(read, settings, frame) {
    const own = ownTokens(read, stepOf(read, settings));
    const first = drawTokens(countOf(words('labTokensPocket'), own), own, frame, 0);
    const others = otherParts(read, frame);
    // The other encodings stand in an svg of their own, of which only the place changes. So they are
    // not drawn again with every step of the slider.
    const part = svg`<svg x="0" y=${first.height} overflow="visible">
      ${guard([others], () => others.content)}
    </svg>`;
    return { height: first.height + others.height, content: [...first.content, part] };
  },

  words(read, settings) {
    const step = stepOf(read, settings);
    const own = words(
      'labTokensWords',
      counted('token', piecesAt(read.merging, step).length),
      counted('byte', read.merging.bytes.length),
      counted('merge', step),
    );
    const others = read.others?.map((other) => countOf(nameOf(other.encoding), other.ids)).join(' · ');
    return [own, mergeWords(read, step), others ?? read.othersFailed ?? ''].filter((part) => part !== '').join(' ');
  },

  table(read, settings): Table {
    const all = [
      { name: words('labTokensPocket'), shown: ownTokens(read, stepOf(read, settings)) },
      ...(read.others ?? []).map((other) => ({ name: nameOf(other.encoding), shown: otherTokens(read.text, other) })),
    ];
    return {
      columns: [words('labTokensVocabulary'), words('labPlaceInText'), words('labToken'), words('labTokenId')],
      rows: all.flatMap(({ name, shown }) => shown.map(({ text, id }, index) => [name, index + 1, text, id])),
    };
  },
};

const countOf = (name: string, { length }: ArrayLike<unknown>): string =>
  words('labTokensCount', name, counted('token', length));

/** Describes the last merge in words. */
function mergeWords({ merging, model }: Read, step: number): string {
  const merge = merging.steps[step - 1];
  if (!merge) return '';
  const of = (id: number): string => shownBytes(model.tokenizer.tokenBytes(id));
  return words('labTokensMerged', of(merge.left), of(merge.right), merge.made, formatCount(merge.times));
}

/** Draws the other encodings one below the other. Returns the same drawing while neither they nor the frame have changed. */
function otherParts(read: Read, frame: PictureFrame): DrawnFor {
  const { others, drawn } = read;
  const { width, type } = frame;
  if (drawn?.others === others && drawn?.width === width && drawn.type === type) return drawn;
  let height = 0;
  const content = (others ?? []).flatMap((other) => {
    const shown = otherTokens(read.text, other);
    const part = drawTokens(countOf(nameOf(other.encoding), shown), shown, frame, height);
    height = part.height;
    return part.content;
  });
  read.drawn = { others, width, type, height, content };
  return read.drawn;
}

/** Draws a heading, and below it a box for each token with its id. */
function drawTokens(heading: string, all: readonly ShownToken[], { width, type }: PictureFrame, top: number): Drawn {
  const shown = all.slice(0, maxBoxes);
  const small = type * 0.75;
  const line = type * 2.9;
  const texts = shown.map(({ text, id }) => text.padEnd(Math.ceil(String(id).length * 0.75)));
  const title = drawLines(heading, top + type * 0.3, { width, type }, { kind: 'heading' });
  const { boxes, bottom } = flow(texts, { top: title.height + type * 0.45, width, type, line });
  const more = all.length - shown.length;
  const height = bottom + (more > 0 ? type * 1.6 : 0) + type * 0.4;
  const content = svg`${title.content}
    ${boxes.map(
      (box, index) => svg`<rect class=${`token tone${index % 4}`} x=${box.x} y=${box.y} width=${box.width}
        height=${type * 1.5} rx="2"></rect>
      <text class="code" x=${box.x + type * 0.25} y=${box.y + type * 1.1}>${box.text.trimEnd()}</text>
      <text class="code quiet" font-size=${small} x=${box.x + type * 0.25} y=${box.y + type * 2.4}
        >${shown[index]!.id}</text>`,
    )}
    ${more > 0 ? svg`<text class="quiet" x="0" y=${bottom + type}>${words('labMore', formatCount(more))}</text>` : ''}`;
  return { height, content: [content] };
}
