"""Capabilities as GeoServer, MapServer, ArcGIS, deegree and QGIS Server write them, in short."""

from __future__ import annotations

GEOSERVER_WFS_2 = b"""<?xml version="1.0" encoding="UTF-8"?>
<wfs:WFS_Capabilities version="2.0.0" xmlns="http://www.opengis.net/wfs/2.0"
    xmlns:wfs="http://www.opengis.net/wfs/2.0" xmlns:ows="http://www.opengis.net/ows/1.1"
    xmlns:geo="http://survey.example/geo">
  <ows:ServiceIdentification>
    <ows:Title>Survey features</ows:Title><ows:Abstract>Rocks
      and ores</ows:Abstract>
    <ows:ServiceType>WFS</ows:ServiceType>
    <ows:Fees>NONE</ows:Fees><ows:AccessConstraints>CC BY 4.0</ows:AccessConstraints>
  </ows:ServiceIdentification>
  <ows:ServiceProvider><ows:ProviderName>Survey of Mines</ows:ProviderName></ows:ServiceProvider>
  <ows:OperationsMetadata><ows:Operation name="GetFeature">
    <ows:Parameter name="outputFormat"><ows:AllowedValues>
      <ows:Value>application/gml+xml; version=3.2</ows:Value><ows:Value>application/json</ows:Value>
    </ows:AllowedValues></ows:Parameter></ows:Operation></ows:OperationsMetadata>
  <FeatureTypeList>
    <FeatureType>
      <Name>geo:occurrences</Name><Title>Mineral occurrences</Title><Abstract/>
      <ows:Keywords><ows:Keyword>copper</ows:Keyword><ows:Keyword>gold</ows:Keyword></ows:Keywords>
      <DefaultCRS>urn:ogc:def:crs:EPSG::4326</DefaultCRS>
      <OtherCRS>urn:ogc:def:crs:EPSG::900913</OtherCRS>
      <ows:WGS84BoundingBox><ows:LowerCorner>116.9 4.6</ows:LowerCorner>
        <ows:UpperCorner>126.6 21.1</ows:UpperCorner></ows:WGS84BoundingBox>
    </FeatureType>
    <FeatureType><Name>geo:empty</Name><Title/>
      <ows:WGS84BoundingBox><ows:LowerCorner>0 0</ows:LowerCorner>
        <ows:UpperCorner>-1 -1</ows:UpperCorner></ows:WGS84BoundingBox>
    </FeatureType>
  </FeatureTypeList>
</wfs:WFS_Capabilities>"""

# MapServer gives the 1.1 axis order of the extent right, its own name space, no provider.
MAPSERVER_WFS_11 = b"""<?xml version='1.0' encoding="ISO-8859-1" ?>
<wfs:WFS_Capabilities version="1.1.0" xmlns:wfs="http://www.opengis.net/wfs"
    xmlns:ows="http://www.opengis.net/ows">
  <ows:ServiceIdentification><ows:Title>G\xe9ologie</ows:Title>
    <ows:AccessConstraints>No conditions apply.</ows:AccessConstraints></ows:ServiceIdentification>
  <wfs:FeatureTypeList><wfs:FeatureType><wfs:Name>faults</wfs:Name>
    <wfs:DefaultSRS>EPSG:4326</wfs:DefaultSRS>
    <wfs:OutputFormats><wfs:Format>text/xml; subtype=gml/3.1.1</wfs:Format></wfs:OutputFormats>
    <ows:WGS84BoundingBox dimensions="2"><ows:LowerCorner>95 -11</ows:LowerCorner>
      <ows:UpperCorner>141 6</ows:UpperCorner></ows:WGS84BoundingBox>
  </wfs:FeatureType></wfs:FeatureTypeList>
</wfs:WFS_Capabilities>"""

# WFS 1.0: everything in one name space, keywords in one text, metres where degrees belong.
DEEGREE_WFS_10 = b"""<WFS_Capabilities version="1.0.0" xmlns="http://www.opengis.net/wfs">
  <Service><Name>WFS</Name><Title>Old one</Title><Fees>none</Fees>
    <AccessConstraints>none</AccessConstraints></Service>
  <Capability><Request><GetFeature><ResultFormat><GML2/><JSON/></ResultFormat></GetFeature>
  </Request></Capability>
  <FeatureTypeList><FeatureType><Name>app:Sites</Name><Keywords>tin, tungsten</Keywords>
    <SRS>http://www.opengis.net/gml/srs/epsg.xml#32648</SRS>
    <LatLongBoundingBox minx="300000" miny="100000" maxx="900000" maxy="900000"/>
  </FeatureType></FeatureTypeList>
</WFS_Capabilities>"""

# ArcGIS Server: prefixes of its own, names with prefix, empty text where a licence could be.
ARCGIS_WFS_2 = b"""<?xml version="1.0" encoding="utf-8" ?>
<wfs:WFS_Capabilities version="2.0.0" xmlns:wfs="http://www.opengis.net/wfs/2.0"
    xmlns:ows="http://www.opengis.net/ows/1.1">
  <ows:ServiceIdentification><ows:Title>Mineral_WFS</ows:Title><ows:Fees></ows:Fees>
    <ows:AccessConstraints></ows:AccessConstraints></ows:ServiceIdentification>
  <wfs:FeatureTypeList>
    <wfs:FeatureType xmlns:Mineral="http://host/services/Mineral/MapServer/WFSServer">
      <wfs:Name>Mineral:Nickel_Deposits</wfs:Name><wfs:Title>Nickel Deposits</wfs:Title>
      <wfs:DefaultCRS>urn:ogc:def:crs:EPSG:6.9:4283</wfs:DefaultCRS>
    </wfs:FeatureType></wfs:FeatureTypeList>
</wfs:WFS_Capabilities>"""

# QGIS Server answers so for a project that publishes no layer as WFS.
QGIS_SERVER_WFS_EMPTY = b"""<?xml version="1.0" encoding="utf-8"?>
<WFS_Capabilities xmlns="http://www.opengis.net/wfs" version="1.1.0">
  <FeatureTypeList/></WFS_Capabilities>"""

WMS_130 = b"""<?xml version="1.0" encoding="UTF-8"?>
<WMS_Capabilities version="1.3.0" xmlns="http://www.opengis.net/wms">
  <Service><Name>WMS</Name><Title>Geology maps</Title><Fees>no conditions apply</Fees>
    <AccessConstraints>Government open data licence</AccessConstraints>
    <ContactInformation><ContactPersonPrimary><ContactOrganization>Survey</ContactOrganization>
    </ContactPersonPrimary></ContactInformation></Service>
  <Capability><Request><GetMap><Format>image/png</Format><Format>image/jpeg</Format></GetMap>
  </Request>
  <Layer><Title>Root</Title><CRS>EPSG:3857</CRS><CRS>CRS:84</CRS>
    <EX_GeographicBoundingBox><westBoundLongitude>95</westBoundLongitude>
      <eastBoundLongitude>141</eastBoundLongitude><southBoundLatitude>-11</southBoundLatitude>
      <northBoundLatitude>6</northBoundLatitude></EX_GeographicBoundingBox>
    <Attribution><Title>Geological Agency</Title></Attribution>
    <Layer queryable="1"><Name>geology</Name><Title>Geology</Title><CRS>EPSG:32748</CRS>
      <Layer><Name>units</Name><Title>Units</Title>
        <Attribution><Title>Map Division</Title></Attribution>
        <MaxScaleDenominator>577790</MaxScaleDenominator></Layer>
      <Layer><Title>without a name</Title></Layer>
    </Layer>
  </Layer></Capability>
</WMS_Capabilities>"""

# 1.1.1 comes with a DOCTYPE, which is legitimate and has to be read.
WMS_111 = b"""<?xml version='1.0' encoding="UTF-8" standalone="no" ?>
<!DOCTYPE WMT_MS_Capabilities SYSTEM "http://schemas.opengis.net/wms/1.1.1/WMS_MS_Capabilities.dtd"
 [ <!ELEMENT VendorSpecificCapabilities EMPTY> ]>
<WMT_MS_Capabilities version="1.1.1">
  <Service><Name>OGC:WMS</Name><Title>Old maps</Title></Service>
  <Capability><Layer><SRS>EPSG:4326 EPSG:24047</SRS>
    <LatLonBoundingBox minx="97" miny="5" maxx="106" maxy="21"/>
    <Layer queryable="0"><Name>tin</Name><Title>Tin belts</Title>
      <ScaleHint min="0" max="395.98"/></Layer>
  </Layer></Capability>
</WMT_MS_Capabilities>"""

EXCEPTION_OWS = b"""<?xml version="1.0"?>
<ows:ExceptionReport xmlns:ows="http://www.opengis.net/ows/1.1" version="2.0.0">
 <ows:Exception exceptionCode="InvalidParameterValue" locator="service">
  <ows:ExceptionText>msWFSDispatch(): WFS server error. WFS is not enabled.</ows:ExceptionText>
 </ows:Exception></ows:ExceptionReport>"""

EXCEPTION_WMS = b"""<ServiceExceptionReport version="1.1.1">
<ServiceException code="LayerNotDefined">Layer is not there</ServiceException>
</ServiceExceptionReport>"""

LOGIN_PAGE = b"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">
<title>Sign in &amp; accept</title></head><body><form></form></body></html>"""

MILLION_LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a0 "ha">'
    + b"".join(b'<!ENTITY a%d "%s">' % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, 12))
    + b"]><WMS_Capabilities>&a11;</WMS_Capabilities>"
)

FILE_THIEF = b'<!DOCTYPE r [<!ENTITY f SYSTEM "file:///etc/passwd">]><WFS_Capabilities>&f;</WFS_Capabilities>'

SCHEMA = b"""<?xml version="1.0"?>
<xsd:schema xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:gml="http://www.opengis.net/gml/3.2"
    xmlns:geo="http://survey.example/geo" targetNamespace="http://survey.example/geo">
  <xsd:import namespace="http://www.opengis.net/gml/3.2" schemaLocation="http://127.0.0.1:1/gml.xsd"/>
  <xsd:complexType name="occurrencesType"><xsd:complexContent>
    <xsd:extension base="gml:AbstractFeatureType"><xsd:sequence>
      <xsd:element name="site" type="xsd:string" minOccurs="0"/>
      <xsd:element name="year_be" type="xsd:int"/>
      <xsd:element name="grade" type="xsd:double"/>
      <xsd:element name="seen" type="xsd:dateTime"/>
      <xsd:element name="status"><xsd:simpleType><xsd:restriction base="xsd:string"/>
        </xsd:simpleType></xsd:element>
      <xsd:element name="shape" type="gml:PointPropertyType"/>
    </xsd:sequence></xsd:extension></xsd:complexContent></xsd:complexType>
  <xsd:element name="occurrences" type="geo:occurrencesType"/>
</xsd:schema>"""
