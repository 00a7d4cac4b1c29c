import { languageOf } from '../../text/languages';
import type { RegionKind } from '../../text/regions/grammars/syntax';
import { marksOf } from './marks';
import type { MarksName, ReadyMarks } from './marks';
import { isCited } from './termText';
import type { PlacedRegion } from './placeRegions';

export interface RegionReading {
  /** `words` make phrases, `identifiers` stand for themselves, and `nothing` holds no term. */
  readonly by: 'words' | 'identifiers' | 'nothing';
  readonly marks: ReadyMarks;
}

const marksName = (kind: RegionKind, language: string): MarksName => {
  if (kind === 'comment') return 'comment';
  const known = languageOf(language).marks;
  return kind === 'string' && known === undefined ? 'string' : (known ?? 'markdown');
};

/** Blanks between words, as a text has them. A path, a key or an id has none. */
const hasWords = /\S\s+\S/;
/** A line of quoted code, not a sentence. */
const isCode = /[;{}]\s*[`~]*$|[\w)\]]\(\S|[^=!<>]=[^=]|=>|->|::|^[`\s]*\$ /;
/** The length to either side of a place by which a region is judged. UTF-16 code units. */
const looksAt = 200;

/** Decides how a region is read at a place in it. */
export function readingAt(text: string, region: PlacedRegion, at: number): RegionReading {
  const { kind, language, start, end } = region;
  const readings = readingsOf(kind, language);
  if (kind === 'prose' || kind === 'comment') return readings.words;
  // The code of tags with their attributes and of style sheets is no text.
  if (languageOf(language).ownCode === 'silent')
    return isTextOfMarkup(text, region) ? readings.words : readings.nothing;
  const cited = isCited(region);
  if (kind === 'code' && !cited) return readings.identifiers;
  const sample = text.slice(Math.max(start, at - looksAt), Math.min(end, at + looksAt));
  return hasWords.test(sample) && !(cited && isCode.test(sample)) ? readings.words : readings.identifiers;
}

type Readings = Readonly<Record<RegionReading['by'], RegionReading>>;
const made: Record<RegionKind, Map<string, Readings>> = {
  prose: new Map(),
  comment: new Map(),
  string: new Map(),
  code: new Map(),
};

function readingsOf(kind: RegionKind, language: string): Readings {
  const known = made[kind].get(language);
  if (known) return known;
  const marks = marksOf(marksName(kind, language));
  const readings: Readings = {
    words: { by: 'words', marks },
    identifiers: { by: 'identifiers', marks },
    nothing: { by: 'nothing', marks },
  };
  // The number is limited, as fences may name any language.
  if (made[kind].size < 200) made[kind].set(language, readings);
  return readings;
}

/** Whether a string of XML is text between tags. The value of an attribute is a string, too. */
const isTextOfMarkup = (text: string, { kind, start }: PlacedRegion): boolean =>
  kind === 'string' && !/["']/.test(text.charAt(start)) && !/=\s*$/.test(text.slice(Math.max(0, start - 3), start));
