import { maxSchemaLength } from '../chat/parameters/outputSchema';
import { maxToolsLength } from '../chat/parameters/toolDefinitions';
import { maxToolMocksLength } from './session/sessionSchema';
import type { Draft } from './session/sessionSchema';

// Tools, schema and mocks that a draft adds to the messages of a request, each text as a document of an editor.

export const documentNames = ['tools', 'schema', 'mocks'] as const;
export type DocumentName = (typeof documentNames)[number];

/** The document of a draft. Its address is `/SESSION/COLUMN/NAME.json`. */
export interface DocumentPlace {
  readonly session: string;
  readonly column: string;
  readonly name: DocumentName;
}

type Field = 'tools' | 'schema' | 'toolMocks';

interface DocumentText {
  /** The field of a draft that holds the text. */
  readonly field: Field;
  /** The most UTF-16 code units that a draft takes. */
  readonly most: number;
  /** The text that a document begins with where the draft has none yet. */
  readonly sample: string;
}

const written = (value: object): string => `${JSON.stringify(value, undefined, 2)}\n`;

const place = { type: 'string', description: 'City and country' };

const texts: Readonly<Record<DocumentName, DocumentText>> = {
  tools: {
    field: 'tools',
    most: maxToolsLength,
    sample: written([
      {
        type: 'function',
        function: {
          name: 'get_weather',
          description: 'Tells the weather at a place',
          parameters: { type: 'object', properties: { place }, required: ['place'], additionalProperties: false },
        },
      },
    ]),
  },
  schema: {
    field: 'schema',
    most: maxSchemaLength,
    sample: written({
      title: 'answer',
      type: 'object',
      properties: { summary: { type: 'string' }, keywords: { type: 'array', items: { type: 'string' } } },
      required: ['summary', 'keywords'],
      additionalProperties: false,
    }),
  },
  mocks: {
    field: 'toolMocks',
    most: maxToolMocksLength,
    sample: written({ get_weather: [{ arguments: {}, result: { celsius: 21, sky: 'clear' } }] }),
  },
};

export const documentText = (name: DocumentName): DocumentText => texts[name];

export const documentPath = ({ session, column, name }: DocumentPlace): string => `/${session}/${column}/${name}.json`;

/** Finds the document of an address; `undefined` where it is none of ours. */
export function documentAt(path: string): DocumentPlace | undefined {
  const [root, session, column, file, ...more] = path.split('/');
  const name = documentNames.find((each) => file === `${each}.json`);
  return root !== '' || !session || !column || name === undefined || more.length > 0
    ? undefined
    : { session, column, name };
}

export const textIn = (draft: Draft, name: DocumentName): string => draft[texts[name].field] ?? '';
