import { ConfigurationTarget, workspace } from 'vscode';
import type { Column } from '../../core/playground/column';
import type { LiveSession } from '../../core/playground/liveSession';
import {
  maxPresetNameLength,
  readPresets,
  withPreset,
  withPresetName,
  withoutPreset,
} from '../../core/playground/parameterPreset';
import type { ParameterPreset } from '../../core/playground/parameterPreset';
import type { Draft } from '../../core/playground/session/sessionSchema';
import { askText } from '../shared/askText';
import { offer, sayDone } from '../shared/feedback';
import { showMessage } from '../shared/messages';
import { openSetting } from '../shared/openers';
import { back, pickRanked } from '../shared/rankedPick';
import type { PickRow } from '../shared/rankedPick';
import { readSetting } from '../shared/settings';
import { settingId } from '../shared/settingsTable';
import { say } from '../shared/words';

type Deed = 'save' | 'rename' | 'delete' | 'settings';

/**
 * Asks for a preset of parameters for a column. The user can also save the present ones, rename a preset, or delete
 * one.
 */
export async function choosePreset(live: LiveSession, columnId = live.main.id): Promise<void> {
  const { presets, left } = readPresets(stored());
  const rows: PickRow<Deed>[] = [{ label: say('Save Present Settings as a Preset...'), value: 'save' }];
  if (presets.length > 0) {
    rows.push(
      { label: say('Rename a Preset...'), value: 'rename' },
      { label: say('Delete a Preset...'), value: 'delete' },
    );
  }
  // Presets are text that people write, share and read, so some may be unreadable.
  const description = left === 0 ? '' : say('{0} cannot be read', left);
  rows.push({ label: say('Open Settings'), description, value: 'settings' });
  const chosen = await pickRanked<ParameterPreset | Deed>({
    title: say('Choose Parameter Preset'),
    placeholder: say('Take the parameters of which preset?'),
    groups: [
      { label: '', rows: presets.map(rowOf) },
      { label: '', rows },
    ],
  });
  const column = live.column(columnId);
  if (chosen === undefined || chosen === back || !column) return;
  if (typeof chosen !== 'string') return takePreset(chosen, column);
  const deeds: Readonly<Record<Deed, () => unknown>> = {
    save: () => savePreset(column.draft),
    rename: () => renamePreset(presets),
    delete: () => deletePreset(presets),
    settings: () => openSetting(settingId('playground.presets')),
  };
  await deeds[chosen]();
}

/** Applies a preset. Where it replaces a system prompt, that can be brought back. */
function takePreset({ name, draft }: ParameterPreset, column: Column): void {
  const { system } = column.draft;
  column.changeDraft(draft);
  if (draft.system === undefined || system.trim() === '' || system === draft.system) return;
  void offer('Information', say('“{0}” has replaced the system prompt.', name), say('Undo'), () =>
    column.changeDraft({ system }),
  );
}

const stored = (): readonly unknown[] => readSetting('playground.presets');

const write = (presets: readonly unknown[]): Thenable<void> =>
  workspace.getConfiguration().update(settingId('playground.presets'), presets, ConfigurationTarget.Global);

function rowOf(preset: ParameterPreset): PickRow<ParameterPreset> {
  const { temperature, maxOutputTokens, sampling = '', bodyFields = '', system } = preset.draft;
  const description = [
    temperature === null ? '' : `temperature=${temperature}`,
    maxOutputTokens === null ? '' : say('at most {0} tokens', maxOutputTokens),
    sampling,
    bodyFields === '' ? '' : say('other body fields'),
    system === undefined ? '' : say('system prompt'),
  ];
  return { label: preset.name, description: description.filter((each) => each !== '').join(' · '), value: preset };
}

async function savePreset(draft: Draft): Promise<void> {
  const { presets } = readPresets(stored());
  const name = await askText({
    title: say('Save Preset'),
    prompt:
      draft.system.trim() === ''
        ? say('It keeps the parameters, also for other models.')
        : say('It keeps the parameters and the system prompt, also for other models.'),
    placeholder: say('Name'),
    problemOf: problemOfName,
    hintOf: (typed) => (isTaken(typed, presets) ? say('Replaces the preset of that name.') : undefined),
  });
  if (name === undefined || name === back) return;
  const next = withPreset(stored(), name, draft);
  if (!next) return void showMessage('Warning', say('Not saved: the other body fields cannot be read.'));
  await write(next);
  sayDone(say('Saved as “{0}”.', name));
}

async function renamePreset(presets: readonly ParameterPreset[]): Promise<void> {
  const preset = await pickPreset(say('Rename Preset'), say('Rename which preset?'), presets);
  if (!preset) return;
  const others = presets.filter((each) => each !== preset);
  const name = await askText({
    title: say('Rename Preset'),
    prompt: say('A name of your own'),
    value: preset.name,
    problemOf: (typed) => (isTaken(typed, others) ? say('Another preset has that name.') : problemOfName(typed)),
  });
  if (name !== undefined && name !== back) await write(withPresetName(stored(), preset, name));
}

async function deletePreset(presets: readonly ParameterPreset[]): Promise<void> {
  const preset = await pickPreset(say('Delete Preset'), say('Delete which preset?'), presets);
  if (!preset) return;
  const before = stored();
  await write(withoutPreset(before, preset));
  void offer('Information', say('“{0}” is deleted.', preset.name), say('Undo'), () =>
    write(stored().toSpliced(preset.place, 0, before[preset.place])),
  );
}

async function pickPreset(
  title: string,
  placeholder: string,
  presets: readonly ParameterPreset[],
): Promise<ParameterPreset | undefined> {
  const chosen = await pickRanked({ title, placeholder, groups: [{ label: '', rows: presets.map(rowOf) }] });
  return chosen === back ? undefined : chosen;
}

const isTaken = (typed: string, presets: readonly ParameterPreset[]): boolean =>
  presets.some(({ name }) => name === typed.trim());

function problemOfName(typed: string): string | undefined {
  if (typed.trim() === '') return say('Type a name.');
  return typed.trim().length > maxPresetNameLength
    ? say('Type at most {0} characters.', maxPresetNameLength)
    : undefined;
}
