import { contextBridge } from 'electron'

contextBridge.exposeInMainWorld('trustward', {})
