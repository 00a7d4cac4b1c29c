import { TooSlowError, pacer, withinFileMs } from './base/work';
import type { EncodingName } from './catalog/encodingName';
import type { Tokenizer } from './catalog/catalogTable';
import type { NearMiss } from './code/calls/nearMiss';
import type { IdConfig } from './code/ids/config/idConfig';
import type { IdFile } from './code/ids/fileIds';
import type { FoundId } from './code/ids/findIds';
import type { JudgedId } from './code/ids/evaluate';
import type { DiskHost, LimitHost } from './files/disk';
import type { WalkEntry, WalkDeps } from './files/walk';
import type { ShownTerm, TermsText } from './glossary/cards/shownTerms';
import type { GlossaryIndex } from './glossary/find/findTerm';
import type { Glossary } from './glossary/sense/decide';
import type { DiskGlossaries, DiskGlossaryFault } from './glossary/workspace/diskGlossaries';
import type { PageAddress } from './pages/address';
import type { Page } from './pages/page';
import type { PageVisit } from './pages/pageSources';
import type { GuideGroup } from './search/guideChoices';
import type { Tables } from './tables';
import type { RegionText } from './text/regions/regionText';
import type { EncodedCount, TokenCount } from './tokens/counting/modelCount';

/** Counter of tokens in an encoding, in a worker or on the thread of the caller. */
export interface Counter {
  /** @throws the error of the count; the reason of `signal` once it is aborted. */
  count(encoding: EncodingName, text: string, signal?: AbortSignal): Promise<EncodedCount>;
}

interface CountHow {
  readonly languageId?: string | undefined;
  readonly signal?: AbortSignal;
}

/**
 * The product's face to its front ends: editor, command line, tools for agents. Each function loads what it needs when it
 * is first called. Lines and offsets count from 0, in UTF-16 code units.
 */
export interface FieldGuide extends Tables {
  /** Counts the tokens of a text, for an encoding alone or for the models whose tokens that tokenizer counts. */
  count(text: string, by: Pick<Tokenizer, 'encoding' | 'estimate'>, how?: CountHow): Promise<TokenCount>;
  /** Finds the terms that a text shows to a user who has made no choice, in order. Without `glossary`: the built-in ones. */
  termsIn(text: TermsText, glossary?: Glossary): Promise<ShownTerm[]>;
  /**
   * Finds the terms that a file shows, in a notebook cell by cell; `undefined` where it is called a notebook, and is none.
   * @throws TooSlowError
   */
  termsInFile(file: TermsText, glossary?: Glossary): Promise<ShownTerm[] | undefined>;
  /** Opens the glossaries of a workspace, by the full path of its folder, with the terms that hold for its files. */
  glossariesOf(root: string, onFault: (fault: DiskGlossaryFault) => void): Promise<DiskGlossaries>;
  /**
   * Finds the ids of models in a file, except for those that its comments silence. `onSlow` is called where it takes too
   * long, and only the ids that were found until then are returned. @throws TooSlowError where none was
   */
  idsIn(file: IdFile, onSlow?: () => void): Promise<FoundId[]>;
  /**
   * Judges ids as of today. `within`: days before an end from which on it counts as near. `most`: so many ids that are
   * called and end are enough.
   */
  judgeIds(
    found: readonly FoundId[],
    by: { readonly config: IdConfig; readonly within: number; readonly most?: number },
  ): Promise<JudgedId[]>;
  /** Finds the ids of calls and config that are slips of known ones; `undefined` where the text was changed meanwhile. */
  callHints(text: RegionText): Promise<NearMiss[] | undefined>;
  /** Returns a search for terms, models and families by typed words. Without `glossary`: for the built-in terms. */
  search(glossary?: GlossaryIndex): Promise<(query: string) => GuideGroup[]>;
  /** Returns the page of an address; `undefined` where there is none. Reports are kept elsewhere. */
  page(address: PageAddress, reader: PageVisit): Promise<Page | undefined>;
  /** Walks the files below a folder, by its full path, that nothing hides, in order. */
  walk(root: string, hooks: Omit<WalkDeps, 'host'>): AsyncGenerator<WalkEntry>;
}

/** Composes the field guide of a disk, the tables and a counter. Loads nothing. */
export function createFieldGuide(host: DiskHost & LimitHost, tables: Tables, counter: Counter): FieldGuide {
  const breathe = () => pacer(() => host.nextTurn());
  return {
    ...tables,
    async count(text, by, { languageId, signal } = {}) {
      const [counted, { countOfText }] = await Promise.all([
        counter.count(by.encoding, text, signal),
        import('./tokens/counting/countOfText'),
      ]);
      return countOfText(by, counted, text, languageId);
    },
    async termsIn(text, glossary) {
      const { shownTerms } = await import('./glossary/cards/shownTerms');
      return shownTerms(text, glossary ?? (await tables.terms()));
    },
    async termsInFile(file, glossary) {
      const { shownTermsInFile } = await import('./glossary/cards/shownTerms');
      const known = glossary ?? (await tables.terms());
      return host.withinLimit(() => shownTermsInFile(file, known));
    },
    async glossariesOf(root, onFault) {
      const { DiskGlossaries } = await import('./glossary/workspace/diskGlossaries');
      return new DiskGlossaries({ host, root, builtIn: tables.terms, onFault });
    },
    async idsIn(file, onSlow) {
      const [{ findIdsInFile }, names] = await Promise.all([import('./code/ids/fileIds'), tables.modelNames()]);
      return findIdsInFile(file, names, withinFileMs(breathe()), (error) => {
        if (!onSlow || !(error instanceof TooSlowError)) return false;
        onSlow();
        return true;
      });
    },
    async judgeIds(found, by) {
      if (found.length === 0) return [];
      const [{ judgeIds }, lifecycle, hostIds, { day: today }] = await Promise.all([
        import('./code/ids/evaluate'),
        tables.lifecycle(),
        tables.hostIds(),
        tables.catalog(),
      ]);
      return judgeIds(found, { ...by, lifecycle, hostIds, today }, breathe());
    },
    async callHints(text) {
      const [{ findCallHints }, names, nearMisses] = await Promise.all([
        import('./code/hints/callHints'),
        tables.modelNames(),
        tables.nearMisses(),
      ]);
      return findCallHints(text, { names, nearMisses });
    },
    async search(glossary) {
      const [{ createGuideSearch }, index, catalog] = await Promise.all([
        import('./search/guideChoices'),
        glossary ?? tables.glossary(),
        tables.catalog(),
      ]);
      return createGuideSearch(index, catalog);
    },
    async page(address, reader) {
      const { tablePages } = await import('./pages/pageSources');
      return tablePages(tables, reader)(address);
    },
    async *walk(root, hooks) {
      const { rootEntry, walk } = await import('./files/walk');
      const deps = { ...hooks, host };
      yield* walk(await rootEntry(root, deps), deps);
    },
  };
}
