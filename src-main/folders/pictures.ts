/** Which files are pictures or films, by the ending of their name. */

/** Without the dot, in lower case. */
export const PICTURE_ENDINGS: ReadonlySet<string> = new Set([
  ...['jpg', 'jpeg', 'png', 'heic', 'heif', 'gif', 'webp', 'tif', 'tiff', 'bmp'],
  ...['mp4', 'mov', 'm4v', 'avi', 'mts', '3gp'],
  ...['dng', 'raw', 'cr2', 'nef', 'arw'],
])

export const isPicture = (name: string): boolean =>
  PICTURE_ENDINGS.has(name.slice(name.lastIndexOf('.') + 1).toLowerCase()) && name.includes('.')
