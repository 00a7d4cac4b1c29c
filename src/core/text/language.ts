/** Languages whose calls are written alike, as the tables of calls know them. */
export type LanguageGroup = 'script' | 'python' | 'go' | 'java' | 'csharp';

/**
 * A language as each feature sees it. Every field may be left out and says what that means. Lists are words with blanks
 * between them.
 */
export interface Language {
  /** The language whose grammar reads it, if it has none of its own. `none`: it is read as an unknown language. */
  readonly grammar?: string;
  /**
   * Other names of its grammar, in fences, in tags and in other extensions. No other field of the language applies to them.
   */
  readonly names?: string;
  /** Its name in regions, if that is not the name of its grammar. */
  readonly called?: string;
  /** Extensions of its files, after their last dot, and whole file names. `*` stands for any characters. */
  readonly endings?: string;
  readonly fileNames?: string;
  /** Files that VS Code takes for plain text until an extension knows the language. Glob patterns. */
  readonly plainFiles?: readonly string[];
  /** The kind of its files. Left out: a program. The recognition of the sense of a term was trained with it. */
  readonly kind?: 'text' | 'config' | 'markup';
  /** Whether it is written for people. A question to a model quotes it as text then, not as fenced code. */
  readonly isForPeople?: boolean;
  /**
   * The kind of text by which its tokens are estimated. `unmeasured`: no measurement is published. `any`: the text
   * decides. Left out: code.
   */
  readonly tokens?: 'prose' | 'json' | 'unmeasured' | 'any';
  /**
   * The parts in which ids of models are looked for, in files and in open documents. Left out: everywhere. `embedded`:
   * in the code of other languages inside it. Prose explains models, so its ids break nothing.
   */
  readonly ids?: 'embedded' | 'nowhere';
  /**
   * The form of values in a config file: `bare` without quotes, `quoted` with them, `either` both, with quotes where an
   * id is completed.
   */
  readonly config?: 'bare' | 'quoted' | 'either';
  /** Whether a value follows its colon without a blank. */
  readonly tightColon?: boolean;
  /** Whether it holds commands, whose arguments need no quotes. */
  readonly isShell?: boolean;
  /** The group by which calls of SDKs are recognized in it. */
  readonly calls?: LanguageGroup;
  /** Whether it holds code of languages with calls. */
  readonly hostsCalls?: boolean;
  /** The quotes of an id where code needs a string. Left out: single ones. */
  readonly quote?: '"';
  /** The character that ends a line whose statement goes on in the next. A backslash does so everywhere. */
  readonly continues?: string;
  /** Marks that may stand between the words of a term, in addition to those of Markdown. */
  readonly marks?: 'html' | 'latex' | 'restructuredText' | 'asciiDoc' | 'typst';
  /**
   * Treatment of its code by the glossary. `silent`: tags and style sheets, without terms. `cited`: code that a text shows.
   * Left out: identifiers.
   */
  readonly ownCode?: 'silent' | 'cited';
}

export type LanguageTable = Readonly<Record<string, Language>>;
