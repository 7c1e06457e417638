// Serves the GeoJSON files of a folder as ArcGIS FeatureServers on loopback:
//   node server.js PORT FOLDER   (FOLDER is relative to where it is started)
const Koop = require('@koopjs/koop-core')
const provider = require('@koopjs/provider-file-geojson')

const [port, dataDir] = process.argv.slice(2)
const koop = new Koop({ logLevel: 'error' })
koop.register(provider, { dataDir })
koop.server.listen(Number(port), '127.0.0.1')
