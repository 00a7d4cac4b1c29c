import { QuickPickItemKind, ThemeIcon, window } from 'vscode';
import type { QuickPickItem } from 'vscode';
import type { Catalog } from '../../core/catalog/catalog';
import type { Model } from '../../core/catalog/table';
import { formatWindow } from '../../core/numbers';

interface ModelItem extends QuickPickItem {
  readonly model?: Model;
}

/** Lets the user choose one of the catalog's models. `undefined` when they leave without choosing. */
export async function pickModel(catalog: Catalog, current: string, placeHolder: string): Promise<Model | undefined> {
  const items = catalog.families.flatMap((family): ModelItem[] => [
    { label: `${family.name} · ${family.maker}`, kind: QuickPickItemKind.Separator },
    ...catalog.modelsOf(family.id).map((model) => modelItem(model, catalog, model.id === current)),
  ]);
  const picked = await window.showQuickPick(items, { placeHolder, matchOnDescription: true, matchOnDetail: true });
  return picked?.model;
}

function modelItem(model: Model, catalog: Catalog, current: boolean): ModelItem {
  const facts = [
    model.contextWindow === undefined ? undefined : `${formatWindow(model.contextWindow)} context`,
    model.price ? `$${model.price.input} in / $${model.price.output} out per million tokens` : undefined,
    catalog.tokenizerOf(model).estimate ? '≈ estimated count' : 'exact count',
    model.status === 'current' ? undefined : model.status,
  ];
  return {
    label: model.name,
    description: model.id + (current ? ' · chosen' : ''),
    detail: facts.filter((fact) => fact !== undefined).join(' · '),
    iconPath: new ThemeIcon(current ? 'check' : 'symbol-numeric'),
    model,
  };
}
