// Pictures whose text somebody gave beside them: `page.png` and `page.png.txt`. Of a picture in a mail, a document or an archive the
// text lies among the files of the upload, since nobody can put it in there.
import type { ReadArtifact } from './read-source.js';

export function linkPictures(artifacts: readonly ReadArtifact[]): ReadArtifact[] {
  const pictures = artifacts.filter(({ kind }) => kind === 'image');
  if (pictures.length === 0) return [...artifacts];
  const byId = new Map(artifacts.map((artifact) => [artifact.id, artifact]));
  const outside = groupByName(artifacts.filter(({ id }) => !id.includes('!/')));
  const alike = groupByName(pictures);
  const textOf = ({ id }: ReadArtifact): ReadArtifact | undefined => {
    const beside = byId.get(`${id}.txt`);
    if (beside !== undefined || !id.includes('!/')) return beside;
    const [first, ...more] = outside.get(`${nameOf(id)}.txt`) ?? [];
    // Two pictures with one name: nobody knows whose text it is.
    return more.length === 0 && distinct(alike.get(nameOf(id))) === 1 ? first : undefined;
  };
  return artifacts.map((artifact) => {
    const text = artifact.kind === 'image' ? textOf(artifact) : undefined;
    return text === undefined || !isRead(text) ? artifact : told(artifact, text.id);
  });
}

/** The same picture in each mail of a thread is one. */
function distinct(pictures: readonly ReadArtifact[] = []): number {
  return new Set(pictures.map(({ sha256 }) => sha256)).size;
}

function isRead({ status }: ReadArtifact): boolean {
  return status === 'ok' || status === 'repaired' || status === 'partial';
}

function told(picture: ReadArtifact, name: string): ReadArtifact {
  const notes = picture.notes.filter(({ code }) => code !== 'image-without-text');
  return { ...picture, notes: [...notes, { code: 'image-with-text', level: 'note', arguments: { name } }] };
}

function nameOf(id: string): string {
  return id.slice(id.lastIndexOf('/') + 1);
}

function groupByName(artifacts: readonly ReadArtifact[]): ReadonlyMap<string, readonly ReadArtifact[]> {
  const groups = new Map<string, ReadArtifact[]>();
  for (const artifact of artifacts) {
    const name = nameOf(artifact.id);
    groups.set(name, [...(groups.get(name) ?? []), artifact]);
  }
  return groups;
}
