/** Words of pictures and of asking leave for them. */

export const PICTURE =
  /\b(?:photo(?:graph)?s?|photography|photographic|images?|pictures?|videos?|video[- ]?recordings?|films?|filming|filmed|recordings?|footage|webcams?|video ?-?conferenc\w+|live[- ]?stream\w*)\b/i
export const LEAVE = /\b(?:permissions?|consents?)\b/i
/** Images of offences and of incidents are no matter of consent (R80). */
export const INCIDENT =
  /\b(?:indecent|youth produced|sexting|sexual|nudes?|semi-nudes?|abuse|illegal|criminal|offence|confiscat\w+|search(?:es|ed)? of|bully\w*|harass\w*|phones? (?:may|will|can) be searched)\b/i
/** Leave for something that is not a picture of somebody. */
export const OTHER_LEAVE =
  /\b(?:software|install|password|unblock|website to be|trip|medical|biometric|cookies?|data protection officer|to access personal e-?mail|copyright)\b/i
