/** The longest logo that the API takes, as a data URI. */
const MOST_CHARACTERS = 87_000;

/** A picture file as a data URI, or why not. */
export function readLogo(file: File): Promise<string | { readonly problem: 'tooLarge' | 'notAPicture' }> {
  if (!['image/png', 'image/jpeg', 'image/webp'].includes(file.type)) return Promise.resolve({ problem: 'notAPicture' });
  return new Promise((resolve) => {
    const reader = new FileReader();
    reader.onload = () => {
      const uri = String(reader.result);
      resolve(uri.length > MOST_CHARACTERS ? { problem: 'tooLarge' } : uri);
    };
    reader.onerror = () => resolve({ problem: 'notAPicture' });
    reader.readAsDataURL(file);
  });
}
