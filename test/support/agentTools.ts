import { catalog } from '../../generated/catalog';
import { glossary } from '../../generated/glossary';
import { hostIds } from '../../generated/hostIds';
import { lifecycle } from '../../generated/lifecycle';
import type { ToolNeeds } from '../../src/core/context/tools/agentTool';
import { EncodingCounter } from '../../src/core/tokens/engine/encodingCounter';
import { host } from '../../src/host/node/host';
import { engine } from './engines';
import { guideWith } from './fieldGuides';

const guide = guideWith({
  files: {
    ...{ catalog: () => Promise.resolve(catalog), glossary: () => Promise.resolve(glossary) },
    ...{ hostIds: () => Promise.resolve(hostIds), lifecycle: () => Promise.resolve(lifecycle) },
  },
  counter: new EncodingCounter((name) => Promise.resolve(engine(name))),
});

/** Returns the needs of tools for agents: our tables on 25 November 2026, our engine, and these folders of this machine. */
export const toolNeeds = (...roots: readonly string[]): ToolNeeds => ({
  ...{ guide, host },
  folders: roots.map((root) => ({ root, disk: host.disk })),
});
