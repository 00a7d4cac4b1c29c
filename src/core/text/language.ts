/** Languages whose calls are written alike, as the tables of calls know them. */
export type LanguageGroup = 'script' | 'python' | 'go' | 'java' | 'csharp';

/**
 * A language, as each feature sees it. All of it may be left out; each field says what that means. Lists are
 * words with blanks between them.
 */
export interface Language {
  /** The language whose grammar reads it, where that is not its own. `none`: it is read as a language that nobody knows. */
  readonly grammar?: string;
  /** Other names of its grammar, in fences, in tags and in other extensions. Nothing else of the language holds for them. */
  readonly names?: string;
  /** Its name in regions, where that is not the name of its grammar. */
  readonly called?: string;
  /** How names of its files end, behind their last dot, and whole names of files. `*` stands for any characters. */
  readonly endings?: string;
  readonly fileNames?: string;
  /** Files that VS Code takes for plain text until an extension knows the language. Glob patterns. */
  readonly plainFiles?: readonly string[];
  /** The kind of file that it is. Left out: a program. The sense of a term was trained on it. */
  readonly kind?: 'text' | 'config' | 'markup';
  /** Written to people: quoted in a question to a model as a text, and not fenced as code. */
  readonly isForPeople?: boolean;
  /** By what tokens of its texts are reckoned. `unmeasured`: nobody published it. `any`: the text has to say. Left out: as code. */
  readonly tokens?: 'prose' | 'json' | 'unmeasured' | 'any';
  /**
   * Where ids of models are looked for, in files as in open documents. Left out: in all of it. `embedded`: in the code of other
   * languages that stands in it. Prose explains models: its ids break nothing.
   */
  readonly ids?: 'embedded' | 'nowhere';
  /** Config, by its values: `bare` without quotes; `quoted` with them; `either`, and with them where an id is completed. */
  readonly config?: 'bare' | 'quoted' | 'either';
  /** A value follows its colon without a blank. */
  readonly tightColon?: boolean;
  /** Commands stand in it, whose arguments need no quotes. */
  readonly isShell?: boolean;
  /** Calls of SDKs are known in it. */
  readonly calls?: LanguageGroup;
  /** Code of languages with calls stands in it. */
  readonly hostsCalls?: boolean;
  /** The quotes of an id where code needs a string. Left out: single ones. */
  readonly quote?: '"';
  /** Ends a line whose statement goes on in the next, as a backslash does everywhere. */
  readonly continues?: string;
  /** Marks that may stand between the words of a term besides those of Markdown. */
  readonly marks?: 'html' | 'latex' | 'restructuredText' | 'asciiDoc' | 'typst';
  /** Its own code, as the glossary sees it. `silent`: tags and style sheets, no term. `cited`: what a text shows. Left out: identifiers. */
  readonly ownCode?: 'silent' | 'cited';
}

export type LanguageTable = Readonly<Record<string, Language>>;
