<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis labelsEnabled="1" readOnly="0" styleCategories="LayerConfiguration|Symbology|Labeling|Fields|MapTips|AttributeTable" version="3.40.6-Bratislava">
 <flags>
  <Identifiable>1</Identifiable>
  <Removable>1</Removable>
  <Searchable>1</Searchable>
  <Private>0</Private>
 </flags>
 <renderer-v2 attr="commodity_group" enableorderby="0" forceraster="0" referencescale="-1" symbollevels="0" type="categorizedSymbol">
  <categories>
   <category label="Precious metals" render="true" symbol="0" type="string" uuid="{00000000-0000-0000-0000-000000000001}" value="precious"></category>
   <category label="Base metals" render="true" symbol="1" type="string" uuid="{00000000-0000-0000-0000-000000000002}" value="base"></category>
   <category label="Iron and ferro-alloy metals" render="true" symbol="2" type="string" uuid="{00000000-0000-0000-0000-000000000003}" value="ferrous"></category>
   <category label="Battery minerals" render="true" symbol="3" type="string" uuid="{00000000-0000-0000-0000-000000000004}" value="battery"></category>
   <category label="Rare earths" render="true" symbol="4" type="string" uuid="{00000000-0000-0000-0000-000000000005}" value="ree"></category>
   <category label="Specialty metals" render="true" symbol="5" type="string" uuid="{00000000-0000-0000-0000-000000000006}" value="specialty"></category>
   <category label="Industrial minerals" render="true" symbol="6" type="string" uuid="{00000000-0000-0000-0000-000000000007}" value="industrial"></category>
   <category label="Construction materials" render="true" symbol="7" type="string" uuid="{00000000-0000-0000-0000-000000000008}" value="construction"></category>
   <category label="Gemstones" render="true" symbol="8" type="string" uuid="{00000000-0000-0000-0000-000000000009}" value="gem"></category>
   <category label="Energy minerals" render="true" symbol="9" type="string" uuid="{00000000-0000-0000-0000-000000000010}" value="energy"></category>
   <category label="Other or unspecified" render="true" symbol="10" type="string" uuid="{00000000-0000-0000-0000-000000000011}" value="other"></category>
   <category label="Commodity not stated" render="true" symbol="11" type="string" uuid="{00000000-0000-0000-0000-000000000012}" value=""></category>
   <category label="Small around it: further groups (from 1:250,000 on)" render="true" symbol="12" type="string" uuid="{00000000-0000-0000-0000-000000000013}" value="(explanation)"></category>
  </categories>
  <symbols>
   <symbol alpha="1" clip_to_extent="1" force_rhr="0" frame_rate="10" is_animated="0" name="0" type="marker">
    <data_defined_properties>
     <Option type="Map">
      <Option name="name" type="QString" value=""></Option>
      <Option name="properties"></Option>
      <Option name="type" type="QString" value="collection"></Option>
     </Option>
    </data_defined_properties>
    <layer class="SimpleMarker" enabled="1" id="{00000000-0000-0000-0000-000000000014}" locked="0" pass="0">
     <Option type="Map">
      <Option name="angle" type="QString" value="0"></Option>
      <Option name="cap_style" type="QString" value="square"></Option>
      <Option name="color" type="QString" value="247,224,0,255,rgb:0.96862745098039216,0.8784313725490196,0,1"></Option>
      <Option name="horizontal_anchor_point" type="QString" value="1"></Option>
      <Option name="joinstyle" type="QString" value="round"></Option>
      <Option name="name" type="QString" value="star"></Option>
      <Option name="offset" type="QString" value="0,0"></Option>
      <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="offset_unit" type="QString" value="MM"></Option>
      <Option name="outline_color" type="QString" value="38,38,38,255,rgb:0.14901960784313725,0.14901960784313725,0.14901960784313725,1"></Option>
      <Option name="outline_style" type="QString" value="solid"></Option>
      <Option name="outline_width" type="QString" value="0.2"></Option>
      <Option name="outline_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="outline_width_unit" type="QString" value="MM"></Option>
      <Option name="scale_method" type="QString" value="diameter"></Option>
      <Option name="size" type="QString" value="3.9"></Option>
      <Option name="size_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="size_unit" type="QString" value="MM"></Option>
      <Option name="vertical_anchor_point" type="QString" value="1"></Option>
     </Option>
     <data_defined_properties>
      <Option type="Map">
       <Option name="name" type="QString" value=""></Option>
       <Option name="properties"></Option>
       <Option name="type" type="QString" value="collection"></Option>
      </Option>
     </data_defined_properties>
    </layer>
    <layer class="SimpleMarker" enabled="1" id="{00000000-0000-0000-0000-000000000015}" locked="0" pass="0">
     <Option type="Map">
      <Option name="angle" type="QString" value="0"></Option>
      <Option name="cap_style" type="QString" value="square"></Option>
      <Option name="color" type="QString" value="247,224,0,255,rgb:0.96862745098039216,0.8784313725490196,0,1"></Option>
      <Option name="horizontal_anchor_point" type="QString" value="1"></Option>
      <Option name="joinstyle" type="QString" value="round"></Option>
      <Option name="name" type="QString" value="star"></Option>
      <Option name="offset" type="QString" value="0,0"></Option>
      <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="offset_unit" type="QString" value="MM"></Option>
      <Option name="outline_color" type="QString" value="38,38,38,255,rgb:0.14901960784313725,0.14901960784313725,0.14901960784313725,1"></Option>
      <Option name="outline_style" type="QString" value="solid"></Option>
      <Option name="outline_width" type="QString" value="0.2"></Option>
      <Option name="outline_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="outline_width_unit" type="QString" value="MM"></Option>
      <Option name="scale_method" type="QString" value="diameter"></Option>
      <Option name="size" type="QString" value="5.07"></Option>
      <Option name="size_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="size_unit" type="QString" value="MM"></Option>
      <Option name="vertical_anchor_point" type="QString" value="1"></Option>
     </Option>
     <data_defined_properties>
      <Option type="Map">
       <Option name="name" type="QString" value=""></Option>
       <Option name="properties" type="Map">
        <Option name="enabled" type="Map">
         <Option name="active" type="bool" value="true"></Option>
         <Option name="expression" type="QString" value="&quot;occurrence_type&quot; IS 'deposit'"></Option>
         <Option name="type" type="int" value="3"></Option>
        </Option>
       </Option>
       <Option name="type" type="QString" value="collection"></Option>
      </Option>
     </data_defined_properties>
    </layer>
    <layer class="SimpleMarker" enabled="1" id="{00000000-0000-0000-0000-000000000016}" locked="0" pass="0">
     <Option type="Map">
      <Option name="angle" type="QString" value="0"></Option>
      <Option name="cap_style" type="QString" value="square"></Option>
      <Option name="color" type="QString" value="247,224,0,255,rgb:0.96862745098039216,0.8784313725490196,0,1"></Option>
      <Option name="horizontal_anchor_point" type="QString" value="1"></Option>
      <Option name="joinstyle" type="QString" value="round"></Option>
      <Option name="name" type="QString" value="star"></Option>
      <Option name="offset" type="QString" value="0,0"></Option>
      <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="offset_unit" type="QString" value="MM"></Option>
      <Option name="outline_color" type="QString" value="38,38,38,255,rgb:0.14901960784313725,0.14901960784313725,0.14901960784313725,1"></Option>
      <Option name="outline_style" type="QString" value="solid"></Option>
      <Option name="outline_width" type="QString" value="0.2"></Option>
      <Option name="outline_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="outline_width_unit" type="QString" value="MM"></Option>
      <Option name="scale_method" type="QString" value="diameter"></Option>
      <Option name="size" type="QString" value="6.435"></Option>
      <Option name="size_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="size_unit" type="QString" value="MM"></Option>
      <Option name="vertical_anchor_point" type="QString" value="1"></Option>
     </Option>
     <data_defined_properties>
      <Option type="Map">
       <Option name="name" type="QString" value=""></Option>
       <Option name="properties" type="Map">
        <Option name="enabled" type="Map">
         <Option name="active" type="bool" value="true"></Option>
         <Option name="expression" type="QString" value="&quot;mine_status&quot; IS NOT NULL"></Option>
         <Option name="type" type="int" value="3"></Option>
        </Option>
       </Option>
       <Option name="type" type="QString" value="collection"></Option>
      </Option>
     </data_defined_properties>
    </layer>
    <layer class="GeometryGenerator" enabled="1" id="{00000000-0000-0000-0000-000000000017}" locked="0" pass="0">
     <Option type="Map">
      <Option name="SymbolType" type="QString" value="Line"></Option>
      <Option name="geometryModifier" type="QString" value="CASE WHEN &quot;commodity_codes&quot; LIKE '%;%' THEN translate(geom_from_wkt(regexp_replace(replace('MULTILINESTRING((0 0,0.000000 0),(0 0,0.000000{gold}{iridium}{osmium}{palladium}{platinum}{platinum-group}{precious-metal}{rhodium}{ruthenium}{silver} 0),(0 0,0.000000{alumina}{aluminium}{base-metal}{bauxite}{cobalt}{copper}{lead}{nickel}{tin}{x-polymetallic}{zinc} 0),(0 0,0.000000{chromite}{chromium}{ferrous-metal}{hematite}{ilmenite}{iron}{iron-ore}{magnetite}{manganese}{molybdenum}{titanium}{vanadium} 0),(0 0,0.000000{graphite}{lithium} 0),(0 0,0.000000{cerium}{dysprosium}{erbium}{europium}{gadolinium}{holmium}{hree}{lanthanum}{lree}{lutetium}{monazite}{neodymium}{praseodymium}{promethium}{rare-earth-element}{rare-earth-oxide}{samarium}{scandium}{terbium}{thulium}{x-xenotime}{ytterbium}{yttrium} 0),(0 0,0.000000{antimony}{arsenic}{beryllium}{bismuth}{cadmium}{cesium}{gallium}{germanium}{hafnium}{heavy-mineral-sand}{indium}{magnesium}{mercury}{niobium}{rhenium}{rubidium}{rutile}{selenium}{silicon}{strontium}{tantalum}{tellurium}{thallium}{tungsten}{zircon}{zirconium} 0),(0 0,0.000000{alunite}{andalusite}{anhydrite}{apatite}{asbestos}{barium}{baryte}{bentonite}{borate}{boron}{bromine}{calcite}{clay}{corundum}{diatomite}{feldspar}{fluorine}{fluorite}{garnet}{glauconite}{gypsum}{iodine}{kaolin}{kyanite}{laterite}{magnesite}{mica}{nitrate}{olivine}{perlite}{phosphate-rock}{phosphorus}{potash}{pozzolan}{pumice}{pyrite}{pyrophyllite}{quartz}{salt}{serpentine}{silica}{silica-sand}{sulphur}{talc}{vermiculite}{wollastonite}{x-dolomite}{zeolite} 0),(0 0,0.000000{aggregate}{basalt}{crushed-rock}{dimension-stone}{granite}{limestone}{marble}{sand}{sand-and-gravel}{x-andesite}{x-gravel} 0),(0 0,0.000000{diamond}{emerald}{gemstones}{jade}{opal}{ruby}{sapphire} 0),(0 0,0.000000{anthracite}{asphalt}{brown-coal}{coal}{oil}{oil-shale}{peat}{reservoir-gas}{thorium}{uranium}{x-coking-coal}{x-geothermal}{x-helium} 0),(0 0,0.000000{x-unspecified} 0))', from_json('{&quot;{' || replace(&quot;commodity_codes&quot;, '; ', '}&quot;:1,&quot;{') || '}&quot;:1}')), '[{][^}]*[}]', '')), $x, $y) END"></Option>
      <Option name="units" type="QString" value="MapUnit"></Option>
     </Option>
     <data_defined_properties>
      <Option type="Map">
       <Option name="name" type="QString" value=""></Option>
       <Option name="properties" type="Map">
        <Option name="enabled" type="Map">
         <Option name="active" type="bool" value="true"></Option>
         <Option name="expression" type="QString" value="coalesce(@map_scale &lt;= 250000, false)"></Option>
         <Option name="type" type="int" value="3"></Option>
        </Option>
       </Option>
       <Option name="type" type="QString" value="collection"></Option>
      </Option>
     </data_defined_properties>
     <symbol alpha="1" clip_to_extent="1" force_rhr="0" frame_rate="10" is_animated="0" name="@0@3" type="line">
      <data_defined_properties>
       <Option type="Map">
        <Option name="name" type="QString" value=""></Option>
        <Option name="properties"></Option>
        <Option name="type" type="QString" value="collection"></Option>
       </Option>
      </data_defined_properties>
      <layer class="MarkerLine" enabled="1" id="{00000000-0000-0000-0000-000000000018}" locked="0" pass="0">
       <Option type="Map">
        <Option name="average_angle_length" type="QString" value="4"></Option>
        <Option name="average_angle_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
        <Option name="average_angle_unit" type="QString" value="MM"></Option>
        <Option name="interval" type="QString" value="3"></Option>
        <Option name="interval_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
        <Option name="interval_unit" type="QString" value="MM"></Option>
        <Option name="offset" type="QString" value="0"></Option>
        <Option name="offset_along_line" type="QString" value="0"></Option>
        <Option name="offset_along_line_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
        <Option name="offset_along_line_unit" type="QString" value="MM"></Option>
        <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
        <Option name="offset_unit" type="QString" value="MM"></Option>
        <Option name="place_on_every_part" type="bool" value="true"></Option>
        <Option name="placements" type="QString" value="Interval"></Option>
        <Option name="ring_filter" type="QString" value="0"></Option>
        <Option name="rotate" type="QString" value="0"></Option>
       </Option>
       <data_defined_properties>
        <Option type="Map">
         <Option name="name" type="QString" value=""></Option>
         <Option name="properties"></Option>
         <Option name="type" type="QString" value="collection"></Option>
        </Option>
       </data_defined_properties>
       <symbol alpha="1" clip_to_extent="1" force_rhr="0" frame_rate="10" is_animated="0" name="@@0@3@0" type="marker">
        <data_defined_properties>
         <Option type="Map">
          <Option name="name" type="QString" value=""></Option>
          <Option name="properties"></Option>
          <Option name="type" type="QString" value="collection"></Option>
         </Option>
        </data_defined_properties>
        <layer class="SimpleMarker" enabled="1" id="{00000000-0000-0000-0000-000000000019}" locked="0" pass="0">
         <Option type="Map">
          <Option name="angle" type="QString" value="0"></Option>
          <Option name="cap_style" type="QString" value="square"></Option>
          <Option name="color" type="QString" value="204,63,12,255,rgb:0.80000000000000004,0.24705882352941178,0.04705882352941176,1"></Option>
          <Option name="horizontal_anchor_point" type="QString" value="1"></Option>
          <Option name="joinstyle" type="QString" value="round"></Option>
          <Option name="name" type="QString" value="circle"></Option>
          <Option name="offset" type="QString" value="1.96500000000000008,1.70300000000000007"></Option>
          <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="offset_unit" type="QString" value="MM"></Option>
          <Option name="outline_color" type="QString" value="255,255,255,255,rgb:1,1,1,1"></Option>
          <Option name="outline_style" type="QString" value="solid"></Option>
          <Option name="outline_width" type="QString" value="0.1"></Option>
          <Option name="outline_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="outline_width_unit" type="QString" value="MM"></Option>
          <Option name="scale_method" type="QString" value="diameter"></Option>
          <Option name="size" type="QString" value="1.8"></Option>
          <Option name="size_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="size_unit" type="QString" value="MM"></Option>
          <Option name="vertical_anchor_point" type="QString" value="1"></Option>
         </Option>
         <data_defined_properties>
          <Option type="Map">
           <Option name="name" type="QString" value=""></Option>
           <Option name="properties" type="Map">
            <Option name="enabled" type="Map">
             <Option name="active" type="bool" value="true"></Option>
             <Option name="expression" type="QString" value="@geometry_part_num IS 3"></Option>
             <Option name="type" type="int" value="3"></Option>
            </Option>
           </Option>
           <Option name="type" type="QString" value="collection"></Option>
          </Option>
         </data_defined_properties>
        </layer>
        <layer class="SimpleMarker" enabled="1" id="{00000000-0000-0000-0000-000000000020}" locked="0" pass="0">
         <Option type="Map">
          <Option name="angle" type="QString" value="0"></Option>
          <Option name="cap_style" type="QString" value="square"></Option>
          <Option name="color" type="QString" value="143,47,64,255,rgb:0.5607843137254902,0.18431372549019609,0.25098039215686274,1"></Option>
          <Option name="horizontal_anchor_point" type="QString" value="1"></Option>
          <Option name="joinstyle" type="QString" value="round"></Option>
          <Option name="name" type="QString" value="square"></Option>
          <Option name="offset" type="QString" value="-2.57399999999999984,0.37"></Option>
          <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="offset_unit" type="QString" value="MM"></Option>
          <Option name="outline_color" type="QString" value="255,255,255,255,rgb:1,1,1,1"></Option>
          <Option name="outline_style" type="QString" value="solid"></Option>
          <Option name="outline_width" type="QString" value="0.1"></Option>
          <Option name="outline_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="outline_width_unit" type="QString" value="MM"></Option>
          <Option name="scale_method" type="QString" value="diameter"></Option>
          <Option name="size" type="QString" value="1.656"></Option>
          <Option name="size_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="size_unit" type="QString" value="MM"></Option>
          <Option name="vertical_anchor_point" type="QString" value="1"></Option>
         </Option>
         <data_defined_properties>
          <Option type="Map">
           <Option name="name" type="QString" value=""></Option>
           <Option name="properties" type="Map">
            <Option name="enabled" type="Map">
             <Option name="active" type="bool" value="true"></Option>
             <Option name="expression" type="QString" value="@geometry_part_num IS 4"></Option>
             <Option name="type" type="int" value="3"></Option>
            </Option>
           </Option>
           <Option name="type" type="QString" value="collection"></Option>
          </Option>
         </data_defined_properties>
        </layer>
        <layer class="SimpleMarker" enabled="1" id="{00000000-0000-0000-0000-000000000021}" locked="0" pass="0">
         <Option type="Map">
          <Option name="angle" type="QString" value="0"></Option>
          <Option name="cap_style" type="QString" value="square"></Option>
          <Option name="color" type="QString" value="6,164,118,255,rgb:0.02352941176470588,0.64313725490196083,0.46274509803921571,1"></Option>
          <Option name="horizontal_anchor_point" type="QString" value="1"></Option>
          <Option name="joinstyle" type="QString" value="round"></Option>
          <Option name="name" type="QString" value="hexagon"></Option>
          <Option name="offset" type="QString" value="1.40599999999999992,-2.18699999999999983"></Option>
          <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="offset_unit" type="QString" value="MM"></Option>
          <Option name="outline_color" type="QString" value="38,38,38,255,rgb:0.14901960784313725,0.14901960784313725,0.14901960784313725,1"></Option>
          <Option name="outline_style" type="QString" value="solid"></Option>
          <Option name="outline_width" type="QString" value="0.1"></Option>
          <Option name="outline_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="outline_width_unit" type="QString" value="MM"></Option>
          <Option name="scale_method" type="QString" value="diameter"></Option>
          <Option name="size" type="QString" value="2.016"></Option>
          <Option name="size_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="size_unit" type="QString" value="MM"></Option>
          <Option name="vertical_anchor_point" type="QString" value="1"></Option>
         </Option>
         <data_defined_properties>
          <Option type="Map">
           <Option name="name" type="QString" value=""></Option>
           <Option name="properties" type="Map">
            <Option name="enabled" type="Map">
             <Option name="active" type="bool" value="true"></Option>
             <Option name="expression" type="QString" value="@geometry_part_num IS 5"></Option>
             <Option name="type" type="int" value="3"></Option>
            </Option>
           </Option>
           <Option name="type" type="QString" value="collection"></Option>
          </Option>
         </data_defined_properties>
        </layer>
        <layer class="SimpleMarker" enabled="1" id="{00000000-0000-0000-0000-000000000022}" locked="0" pass="0">
         <Option type="Map">
          <Option name="angle" type="QString" value="0"></Option>
          <Option name="cap_style" type="QString" value="square"></Option>
          <Option name="color" type="QString" value="224,122,198,255,rgb:0.8784313725490196,0.47843137254901963,0.77647058823529413,1"></Option>
          <Option name="horizontal_anchor_point" type="QString" value="1"></Option>
          <Option name="joinstyle" type="QString" value="round"></Option>
          <Option name="name" type="QString" value="equilateral_triangle"></Option>
          <Option name="offset" type="QString" value="0.73299999999999998,2.49500000000000011"></Option>
          <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="offset_unit" type="QString" value="MM"></Option>
          <Option name="outline_color" type="QString" value="38,38,38,255,rgb:0.14901960784313725,0.14901960784313725,0.14901960784313725,1"></Option>
          <Option name="outline_style" type="QString" value="solid"></Option>
          <Option name="outline_width" type="QString" value="0.1"></Option>
          <Option name="outline_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="outline_width_unit" type="QString" value="MM"></Option>
          <Option name="scale_method" type="QString" value="diameter"></Option>
          <Option name="size" type="QString" value="2.16"></Option>
          <Option name="size_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="size_unit" type="QString" value="MM"></Option>
          <Option name="vertical_anchor_point" type="QString" value="1"></Option>
         </Option>
         <data_defined_properties>
          <Option type="Map">
           <Option name="name" type="QString" value=""></Option>
           <Option name="properties" type="Map">
            <Option name="enabled" type="Map">
             <Option name="active" type="bool" value="true"></Option>
             <Option name="expression" type="QString" value="@geometry_part_num IS 6"></Option>
             <Option name="type" type="int" value="3"></Option>
            </Option>
           </Option>
           <Option name="type" type="QString" value="collection"></Option>
          </Option>
         </data_defined_properties>
        </layer>
        <layer class="SimpleMarker" enabled="1" id="{00000000-0000-0000-0000-000000000023}" locked="0" pass="0">
         <Option type="Map">
          <Option name="angle" type="QString" value="0"></Option>
          <Option name="cap_style" type="QString" value="square"></Option>
          <Option name="color" type="QString" value="10,77,120,255,rgb:0.0392156862745098,0.30196078431372547,0.47058823529411764,1"></Option>
          <Option name="horizontal_anchor_point" type="QString" value="1"></Option>
          <Option name="joinstyle" type="QString" value="round"></Option>
          <Option name="name" type="QString" value="pentagon"></Option>
          <Option name="offset" type="QString" value="-2.36500000000000021,-1.08000000000000007"></Option>
          <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="offset_unit" type="QString" value="MM"></Option>
          <Option name="outline_color" type="QString" value="255,255,255,255,rgb:1,1,1,1"></Option>
          <Option name="outline_style" type="QString" value="solid"></Option>
          <Option name="outline_width" type="QString" value="0.1"></Option>
          <Option name="outline_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="outline_width_unit" type="QString" value="MM"></Option>
          <Option name="scale_method" type="QString" value="diameter"></Option>
          <Option name="size" type="QString" value="2.016"></Option>
          <Option name="size_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="size_unit" type="QString" value="MM"></Option>
          <Option name="vertical_anchor_point" type="QString" value="1"></Option>
         </Option>
         <data_defined_properties>
          <Option type="Map">
           <Option name="name" type="QString" value=""></Option>
           <Option name="properties" type="Map">
            <Option name="enabled" type="Map">
             <Option name="active" type="bool" value="true"></Option>
             <Option name="expression" type="QString" value="@geometry_part_num IS 7"></Option>
             <Option name="type" type="int" value="3"></Option>
            </Option>
           </Option>
           <Option name="type" type="QString" value="collection"></Option>
          </Option>
         </data_defined_properties>
        </layer>
        <layer class="SimpleMarker" enabled="1" id="{00000000-0000-0000-0000-000000000024}" locked="0" pass="0">
         <Option type="Map">
          <Option name="angle" type="QString" value="180"></Option>
          <Option name="cap_style" type="QString" value="square"></Option>
          <Option name="color" type="QString" value="163,227,250,255,rgb:0.63921568627450975,0.8901960784313725,0.98039215686274506,1"></Option>
          <Option name="horizontal_anchor_point" type="QString" value="1"></Option>
          <Option name="joinstyle" type="QString" value="round"></Option>
          <Option name="name" type="QString" value="triangle"></Option>
          <Option name="offset" type="QString" value="-2.36500000000000021,1.08000000000000007"></Option>
          <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="offset_unit" type="QString" value="MM"></Option>
          <Option name="outline_color" type="QString" value="38,38,38,255,rgb:0.14901960784313725,0.14901960784313725,0.14901960784313725,1"></Option>
          <Option name="outline_style" type="QString" value="solid"></Option>
          <Option name="outline_width" type="QString" value="0.1"></Option>
          <Option name="outline_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="outline_width_unit" type="QString" value="MM"></Option>
          <Option name="scale_method" type="QString" value="diameter"></Option>
          <Option name="size" type="QString" value="1.908"></Option>
          <Option name="size_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="size_unit" type="QString" value="MM"></Option>
          <Option name="vertical_anchor_point" type="QString" value="1"></Option>
         </Option>
         <data_defined_properties>
          <Option type="Map">
           <Option name="name" type="QString" value=""></Option>
           <Option name="properties" type="Map">
            <Option name="enabled" type="Map">
             <Option name="active" type="bool" value="true"></Option>
             <Option name="expression" type="QString" value="@geometry_part_num IS 8"></Option>
             <Option name="type" type="int" value="3"></Option>
            </Option>
           </Option>
           <Option name="type" type="QString" value="collection"></Option>
          </Option>
         </data_defined_properties>
        </layer>
        <layer class="SimpleMarker" enabled="1" id="{00000000-0000-0000-0000-000000000025}" locked="0" pass="0">
         <Option type="Map">
          <Option name="angle" type="QString" value="0"></Option>
          <Option name="cap_style" type="QString" value="square"></Option>
          <Option name="color" type="QString" value="196,174,90,255,rgb:0.7686274509803922,0.68235294117647061,0.35294117647058826,1"></Option>
          <Option name="horizontal_anchor_point" type="QString" value="1"></Option>
          <Option name="joinstyle" type="QString" value="round"></Option>
          <Option name="name" type="QString" value="cross_fill"></Option>
          <Option name="offset" type="QString" value="-0.73299999999999998,2.49500000000000011"></Option>
          <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="offset_unit" type="QString" value="MM"></Option>
          <Option name="outline_color" type="QString" value="38,38,38,255,rgb:0.14901960784313725,0.14901960784313725,0.14901960784313725,1"></Option>
          <Option name="outline_style" type="QString" value="solid"></Option>
          <Option name="outline_width" type="QString" value="0.1"></Option>
          <Option name="outline_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="outline_width_unit" type="QString" value="MM"></Option>
          <Option name="scale_method" type="QString" value="diameter"></Option>
          <Option name="size" type="QString" value="2.016"></Option>
          <Option name="size_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="size_unit" type="QString" value="MM"></Option>
          <Option name="vertical_anchor_point" type="QString" value="1"></Option>
         </Option>
         <data_defined_properties>
          <Option type="Map">
           <Option name="name" type="QString" value=""></Option>
           <Option name="properties" type="Map">
            <Option name="enabled" type="Map">
             <Option name="active" type="bool" value="true"></Option>
             <Option name="expression" type="QString" value="@geometry_part_num IS 9"></Option>
             <Option name="type" type="int" value="3"></Option>
            </Option>
           </Option>
           <Option name="type" type="QString" value="collection"></Option>
          </Option>
         </data_defined_properties>
        </layer>
        <layer class="SimpleMarker" enabled="1" id="{00000000-0000-0000-0000-000000000026}" locked="0" pass="0">
         <Option type="Map">
          <Option name="angle" type="QString" value="0"></Option>
          <Option name="cap_style" type="QString" value="square"></Option>
          <Option name="color" type="QString" value="154,79,214,255,rgb:0.60392156862745094,0.30980392156862746,0.83921568627450982,1"></Option>
          <Option name="horizontal_anchor_point" type="QString" value="1"></Option>
          <Option name="joinstyle" type="QString" value="round"></Option>
          <Option name="name" type="QString" value="diamond"></Option>
          <Option name="offset" type="QString" value="-1.40599999999999992,-2.18699999999999983"></Option>
          <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="offset_unit" type="QString" value="MM"></Option>
          <Option name="outline_color" type="QString" value="255,255,255,255,rgb:1,1,1,1"></Option>
          <Option name="outline_style" type="QString" value="solid"></Option>
          <Option name="outline_width" type="QString" value="0.1"></Option>
          <Option name="outline_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="outline_width_unit" type="QString" value="MM"></Option>
          <Option name="scale_method" type="QString" value="diameter"></Option>
          <Option name="size" type="QString" value="2.16"></Option>
          <Option name="size_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="size_unit" type="QString" value="MM"></Option>
          <Option name="vertical_anchor_point" type="QString" value="1"></Option>
         </Option>
         <data_defined_properties>
          <Option type="Map">
           <Option name="name" type="QString" value=""></Option>
           <Option name="properties" type="Map">
            <Option name="enabled" type="Map">
             <Option name="active" type="bool" value="true"></Option>
             <Option name="expression" type="QString" value="@geometry_part_num IS 10"></Option>
             <Option name="type" type="int" value="3"></Option>
            </Option>
           </Option>
           <Option name="type" type="QString" value="collection"></Option>
          </Option>
         </data_defined_properties>
        </layer>
        <layer class="SimpleMarker" enabled="1" id="{00000000-0000-0000-0000-000000000027}" locked="0" pass="0">
         <Option type="Map">
          <Option name="angle" type="QString" value="0"></Option>
          <Option name="cap_style" type="QString" value="square"></Option>
          <Option name="color" type="QString" value="26,26,26,255,rgb:0.10196078431372549,0.10196078431372549,0.10196078431372549,1"></Option>
          <Option name="horizontal_anchor_point" type="QString" value="1"></Option>
          <Option name="joinstyle" type="QString" value="round"></Option>
          <Option name="name" type="QString" value="semi_circle"></Option>
          <Option name="offset" type="QString" value="2.57399999999999984,0.37"></Option>
          <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="offset_unit" type="QString" value="MM"></Option>
          <Option name="outline_color" type="QString" value="255,255,255,255,rgb:1,1,1,1"></Option>
          <Option name="outline_style" type="QString" value="solid"></Option>
          <Option name="outline_width" type="QString" value="0.1"></Option>
          <Option name="outline_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="outline_width_unit" type="QString" value="MM"></Option>
          <Option name="scale_method" type="QString" value="diameter"></Option>
          <Option name="size" type="QString" value="2.34"></Option>
          <Option name="size_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="size_unit" type="QString" value="MM"></Option>
          <Option name="vertical_anchor_point" type="QString" value="1"></Option>
         </Option>
         <data_defined_properties>
          <Option type="Map">
           <Option name="name" type="QString" value=""></Option>
           <Option name="properties" type="Map">
            <Option name="enabled" type="Map">
             <Option name="active" type="bool" value="true"></Option>
             <Option name="expression" type="QString" value="@geometry_part_num IS 11"></Option>
             <Option name="type" type="int" value="3"></Option>
            </Option>
           </Option>
           <Option name="type" type="QString" value="collection"></Option>
          </Option>
         </data_defined_properties>
        </layer>
        <layer class="SimpleMarker" enabled="1" id="{00000000-0000-0000-0000-000000000028}" locked="0" pass="0">
         <Option type="Map">
          <Option name="angle" type="QString" value="0"></Option>
          <Option name="cap_style" type="QString" value="square"></Option>
          <Option name="color" type="QString" value="120,134,143,255,rgb:0.47058823529411764,0.52549019607843139,0.5607843137254902,1"></Option>
          <Option name="horizontal_anchor_point" type="QString" value="1"></Option>
          <Option name="joinstyle" type="QString" value="round"></Option>
          <Option name="name" type="QString" value="octagon"></Option>
          <Option name="offset" type="QString" value="-1.96500000000000008,1.70300000000000007"></Option>
          <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="offset_unit" type="QString" value="MM"></Option>
          <Option name="outline_color" type="QString" value="255,255,255,255,rgb:1,1,1,1"></Option>
          <Option name="outline_style" type="QString" value="solid"></Option>
          <Option name="outline_width" type="QString" value="0.1"></Option>
          <Option name="outline_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="outline_width_unit" type="QString" value="MM"></Option>
          <Option name="scale_method" type="QString" value="diameter"></Option>
          <Option name="size" type="QString" value="1.8"></Option>
          <Option name="size_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="size_unit" type="QString" value="MM"></Option>
          <Option name="vertical_anchor_point" type="QString" value="1"></Option>
         </Option>
         <data_defined_properties>
          <Option type="Map">
           <Option name="name" type="QString" value=""></Option>
           <Option name="properties" type="Map">
            <Option name="enabled" type="Map">
             <Option name="active" type="bool" value="true"></Option>
             <Option name="expression" type="QString" value="@geometry_part_num IS 12"></Option>
             <Option name="type" type="int" value="3"></Option>
            </Option>
           </Option>
           <Option name="type" type="QString" value="collection"></Option>
          </Option>
         </data_defined_properties>
        </layer>
       </symbol>
      </layer>
     </symbol>
    </layer>
   </symbol>
   <symbol alpha="1" clip_to_extent="1" force_rhr="0" frame_rate="10" is_animated="0" name="1" type="marker">
    <data_defined_properties>
     <Option type="Map">
      <Option name="name" type="QString" value=""></Option>
      <Option name="properties"></Option>
      <Option name="type" type="QString" value="collection"></Option>
     </Option>
    </data_defined_properties>
    <layer class="SimpleMarker" enabled="1" id="{00000000-0000-0000-0000-000000000029}" locked="0" pass="0">
     <Option type="Map">
      <Option name="angle" type="QString" value="0"></Option>
      <Option name="cap_style" type="QString" value="square"></Option>
      <Option name="color" type="QString" value="204,63,12,255,rgb:0.80000000000000004,0.24705882352941178,0.04705882352941176,1"></Option>
      <Option name="horizontal_anchor_point" type="QString" value="1"></Option>
      <Option name="joinstyle" type="QString" value="round"></Option>
      <Option name="name" type="QString" value="circle"></Option>
      <Option name="offset" type="QString" value="0,0"></Option>
      <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="offset_unit" type="QString" value="MM"></Option>
      <Option name="outline_color" type="QString" value="255,255,255,255,rgb:1,1,1,1"></Option>
      <Option name="outline_style" type="QString" value="solid"></Option>
      <Option name="outline_width" type="QString" value="0.2"></Option>
      <Option name="outline_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="outline_width_unit" type="QString" value="MM"></Option>
      <Option name="scale_method" type="QString" value="diameter"></Option>
      <Option name="size" type="QString" value="2.6"></Option>
      <Option name="size_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="size_unit" type="QString" value="MM"></Option>
      <Option name="vertical_anchor_point" type="QString" value="1"></Option>
     </Option>
     <data_defined_properties>
      <Option type="Map">
       <Option name="name" type="QString" value=""></Option>
       <Option name="properties"></Option>
       <Option name="type" type="QString" value="collection"></Option>
      </Option>
     </data_defined_properties>
    </layer>
    <layer class="SimpleMarker" enabled="1" id="{00000000-0000-0000-0000-000000000030}" locked="0" pass="0">
     <Option type="Map">
      <Option name="angle" type="QString" value="0"></Option>
      <Option name="cap_style" type="QString" value="square"></Option>
      <Option name="color" type="QString" value="204,63,12,255,rgb:0.80000000000000004,0.24705882352941178,0.04705882352941176,1"></Option>
      <Option name="horizontal_anchor_point" type="QString" value="1"></Option>
      <Option name="joinstyle" type="QString" value="round"></Option>
      <Option name="name" type="QString" value="circle"></Option>
      <Option name="offset" type="QString" value="0,0"></Option>
      <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="offset_unit" type="QString" value="MM"></Option>
      <Option name="outline_color" type="QString" value="255,255,255,255,rgb:1,1,1,1"></Option>
      <Option name="outline_style" type="QString" value="solid"></Option>
      <Option name="outline_width" type="QString" value="0.2"></Option>
      <Option name="outline_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="outline_width_unit" type="QString" value="MM"></Option>
      <Option name="scale_method" type="QString" value="diameter"></Option>
      <Option name="size" type="QString" value="3.38"></Option>
      <Option name="size_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="size_unit" type="QString" value="MM"></Option>
      <Option name="vertical_anchor_point" type="QString" value="1"></Option>
     </Option>
     <data_defined_properties>
      <Option type="Map">
       <Option name="name" type="QString" value=""></Option>
       <Option name="properties" type="Map">
        <Option name="enabled" type="Map">
         <Option name="active" type="bool" value="true"></Option>
         <Option name="expression" type="QString" value="&quot;occurrence_type&quot; IS 'deposit'"></Option>
         <Option name="type" type="int" value="3"></Option>
        </Option>
       </Option>
       <Option name="type" type="QString" value="collection"></Option>
      </Option>
     </data_defined_properties>
    </layer>
    <layer class="SimpleMarker" enabled="1" id="{00000000-0000-0000-0000-000000000031}" locked="0" pass="0">
     <Option type="Map">
      <Option name="angle" type="QString" value="0"></Option>
      <Option name="cap_style" type="QString" value="square"></Option>
      <Option name="color" type="QString" value="204,63,12,255,rgb:0.80000000000000004,0.24705882352941178,0.04705882352941176,1"></Option>
      <Option name="horizontal_anchor_point" type="QString" value="1"></Option>
      <Option name="joinstyle" type="QString" value="round"></Option>
      <Option name="name" type="QString" value="circle"></Option>
      <Option name="offset" type="QString" value="0,0"></Option>
      <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="offset_unit" type="QString" value="MM"></Option>
      <Option name="outline_color" type="QString" value="255,255,255,255,rgb:1,1,1,1"></Option>
      <Option name="outline_style" type="QString" value="solid"></Option>
      <Option name="outline_width" type="QString" value="0.2"></Option>
      <Option name="outline_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="outline_width_unit" type="QString" value="MM"></Option>
      <Option name="scale_method" type="QString" value="diameter"></Option>
      <Option name="size" type="QString" value="4.29"></Option>
      <Option name="size_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="size_unit" type="QString" value="MM"></Option>
      <Option name="vertical_anchor_point" type="QString" value="1"></Option>
     </Option>
     <data_defined_properties>
      <Option type="Map">
       <Option name="name" type="QString" value=""></Option>
       <Option name="properties" type="Map">
        <Option name="enabled" type="Map">
         <Option name="active" type="bool" value="true"></Option>
         <Option name="expression" type="QString" value="&quot;mine_status&quot; IS NOT NULL"></Option>
         <Option name="type" type="int" value="3"></Option>
        </Option>
       </Option>
       <Option name="type" type="QString" value="collection"></Option>
      </Option>
     </data_defined_properties>
    </layer>
    <layer class="GeometryGenerator" enabled="1" id="{00000000-0000-0000-0000-000000000032}" locked="0" pass="0">
     <Option type="Map">
      <Option name="SymbolType" type="QString" value="Line"></Option>
      <Option name="geometryModifier" type="QString" value="CASE WHEN &quot;commodity_codes&quot; LIKE '%;%' THEN translate(geom_from_wkt(regexp_replace(replace('MULTILINESTRING((0 0,0.000000 0),(0 0,0.000000{gold}{iridium}{osmium}{palladium}{platinum}{platinum-group}{precious-metal}{rhodium}{ruthenium}{silver} 0),(0 0,0.000000{alumina}{aluminium}{base-metal}{bauxite}{cobalt}{copper}{lead}{nickel}{tin}{x-polymetallic}{zinc} 0),(0 0,0.000000{chromite}{chromium}{ferrous-metal}{hematite}{ilmenite}{iron}{iron-ore}{magnetite}{manganese}{molybdenum}{titanium}{vanadium} 0),(0 0,0.000000{graphite}{lithium} 0),(0 0,0.000000{cerium}{dysprosium}{erbium}{europium}{gadolinium}{holmium}{hree}{lanthanum}{lree}{lutetium}{monazite}{neodymium}{praseodymium}{promethium}{rare-earth-element}{rare-earth-oxide}{samarium}{scandium}{terbium}{thulium}{x-xenotime}{ytterbium}{yttrium} 0),(0 0,0.000000{antimony}{arsenic}{beryllium}{bismuth}{cadmium}{cesium}{gallium}{germanium}{hafnium}{heavy-mineral-sand}{indium}{magnesium}{mercury}{niobium}{rhenium}{rubidium}{rutile}{selenium}{silicon}{strontium}{tantalum}{tellurium}{thallium}{tungsten}{zircon}{zirconium} 0),(0 0,0.000000{alunite}{andalusite}{anhydrite}{apatite}{asbestos}{barium}{baryte}{bentonite}{borate}{boron}{bromine}{calcite}{clay}{corundum}{diatomite}{feldspar}{fluorine}{fluorite}{garnet}{glauconite}{gypsum}{iodine}{kaolin}{kyanite}{laterite}{magnesite}{mica}{nitrate}{olivine}{perlite}{phosphate-rock}{phosphorus}{potash}{pozzolan}{pumice}{pyrite}{pyrophyllite}{quartz}{salt}{serpentine}{silica}{silica-sand}{sulphur}{talc}{vermiculite}{wollastonite}{x-dolomite}{zeolite} 0),(0 0,0.000000{aggregate}{basalt}{crushed-rock}{dimension-stone}{granite}{limestone}{marble}{sand}{sand-and-gravel}{x-andesite}{x-gravel} 0),(0 0,0.000000{diamond}{emerald}{gemstones}{jade}{opal}{ruby}{sapphire} 0),(0 0,0.000000{anthracite}{asphalt}{brown-coal}{coal}{oil}{oil-shale}{peat}{reservoir-gas}{thorium}{uranium}{x-coking-coal}{x-geothermal}{x-helium} 0),(0 0,0.000000{x-unspecified} 0))', from_json('{&quot;{' || replace(&quot;commodity_codes&quot;, '; ', '}&quot;:1,&quot;{') || '}&quot;:1}')), '[{][^}]*[}]', '')), $x, $y) END"></Option>
      <Option name="units" type="QString" value="MapUnit"></Option>
     </Option>
     <data_defined_properties>
      <Option type="Map">
       <Option name="name" type="QString" value=""></Option>
       <Option name="properties" type="Map">
        <Option name="enabled" type="Map">
         <Option name="active" type="bool" value="true"></Option>
         <Option name="expression" type="QString" value="coalesce(@map_scale &lt;= 250000, false)"></Option>
         <Option name="type" type="int" value="3"></Option>
        </Option>
       </Option>
       <Option name="type" type="QString" value="collection"></Option>
      </Option>
     </data_defined_properties>
     <symbol alpha="1" clip_to_extent="1" force_rhr="0" frame_rate="10" is_animated="0" name="@1@3" type="line">
      <data_defined_properties>
       <Option type="Map">
        <Option name="name" type="QString" value=""></Option>
        <Option name="properties"></Option>
        <Option name="type" type="QString" value="collection"></Option>
       </Option>
      </data_defined_properties>
      <layer class="MarkerLine" enabled="1" id="{00000000-0000-0000-0000-000000000033}" locked="0" pass="0">
       <Option type="Map">
        <Option name="average_angle_length" type="QString" value="4"></Option>
        <Option name="average_angle_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
        <Option name="average_angle_unit" type="QString" value="MM"></Option>
        <Option name="interval" type="QString" value="3"></Option>
        <Option name="interval_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
        <Option name="interval_unit" type="QString" value="MM"></Option>
        <Option name="offset" type="QString" value="0"></Option>
        <Option name="offset_along_line" type="QString" value="0"></Option>
        <Option name="offset_along_line_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
        <Option name="offset_along_line_unit" type="QString" value="MM"></Option>
        <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
        <Option name="offset_unit" type="QString" value="MM"></Option>
        <Option name="place_on_every_part" type="bool" value="true"></Option>
        <Option name="placements" type="QString" value="Interval"></Option>
        <Option name="ring_filter" type="QString" value="0"></Option>
        <Option name="rotate" type="QString" value="0"></Option>
       </Option>
       <data_defined_properties>
        <Option type="Map">
         <Option name="name" type="QString" value=""></Option>
         <Option name="properties"></Option>
         <Option name="type" type="QString" value="collection"></Option>
        </Option>
       </data_defined_properties>
       <symbol alpha="1" clip_to_extent="1" force_rhr="0" frame_rate="10" is_animated="0" name="@@1@3@0" type="marker">
        <data_defined_properties>
         <Option type="Map">
          <Option name="name" type="QString" value=""></Option>
          <Option name="properties"></Option>
          <Option name="type" type="QString" value="collection"></Option>
         </Option>
        </data_defined_properties>
        <layer class="SimpleMarker" enabled="1" id="{00000000-0000-0000-0000-000000000034}" locked="0" pass="0">
         <Option type="Map">
          <Option name="angle" type="QString" value="0"></Option>
          <Option name="cap_style" type="QString" value="square"></Option>
          <Option name="color" type="QString" value="247,224,0,255,rgb:0.96862745098039216,0.8784313725490196,0,1"></Option>
          <Option name="horizontal_anchor_point" type="QString" value="1"></Option>
          <Option name="joinstyle" type="QString" value="round"></Option>
          <Option name="name" type="QString" value="star"></Option>
          <Option name="offset" type="QString" value="0,-2.60000000000000009"></Option>
          <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="offset_unit" type="QString" value="MM"></Option>
          <Option name="outline_color" type="QString" value="38,38,38,255,rgb:0.14901960784313725,0.14901960784313725,0.14901960784313725,1"></Option>
          <Option name="outline_style" type="QString" value="solid"></Option>
          <Option name="outline_width" type="QString" value="0.1"></Option>
          <Option name="outline_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="outline_width_unit" type="QString" value="MM"></Option>
          <Option name="scale_method" type="QString" value="diameter"></Option>
          <Option name="size" type="QString" value="2.7"></Option>
          <Option name="size_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="size_unit" type="QString" value="MM"></Option>
          <Option name="vertical_anchor_point" type="QString" value="1"></Option>
         </Option>
         <data_defined_properties>
          <Option type="Map">
           <Option name="name" type="QString" value=""></Option>
           <Option name="properties" type="Map">
            <Option name="enabled" type="Map">
             <Option name="active" type="bool" value="true"></Option>
             <Option name="expression" type="QString" value="@geometry_part_num IS 2"></Option>
             <Option name="type" type="int" value="3"></Option>
            </Option>
           </Option>
           <Option name="type" type="QString" value="collection"></Option>
          </Option>
         </data_defined_properties>
        </layer>
        <layer class="SimpleMarker" enabled="1" id="{00000000-0000-0000-0000-000000000035}" locked="0" pass="0">
         <Option type="Map">
          <Option name="angle" type="QString" value="0"></Option>
          <Option name="cap_style" type="QString" value="square"></Option>
          <Option name="color" type="QString" value="143,47,64,255,rgb:0.5607843137254902,0.18431372549019609,0.25098039215686274,1"></Option>
          <Option name="horizontal_anchor_point" type="QString" value="1"></Option>
          <Option name="joinstyle" type="QString" value="round"></Option>
          <Option name="name" type="QString" value="square"></Option>
          <Option name="offset" type="QString" value="-2.57399999999999984,0.37"></Option>
          <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="offset_unit" type="QString" value="MM"></Option>
          <Option name="outline_color" type="QString" value="255,255,255,255,rgb:1,1,1,1"></Option>
          <Option name="outline_style" type="QString" value="solid"></Option>
          <Option name="outline_width" type="QString" value="0.1"></Option>
          <Option name="outline_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="outline_width_unit" type="QString" value="MM"></Option>
          <Option name="scale_method" type="QString" value="diameter"></Option>
          <Option name="size" type="QString" value="1.656"></Option>
          <Option name="size_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="size_unit" type="QString" value="MM"></Option>
          <Option name="vertical_anchor_point" type="QString" value="1"></Option>
         </Option>
         <data_defined_properties>
          <Option type="Map">
           <Option name="name" type="QString" value=""></Option>
           <Option name="properties" type="Map">
            <Option name="enabled" type="Map">
             <Option name="active" type="bool" value="true"></Option>
             <Option name="expression" type="QString" value="@geometry_part_num IS 4"></Option>
             <Option name="type" type="int" value="3"></Option>
            </Option>
           </Option>
           <Option name="type" type="QString" value="collection"></Option>
          </Option>
         </data_defined_properties>
        </layer>
        <layer class="SimpleMarker" enabled="1" id="{00000000-0000-0000-0000-000000000036}" locked="0" pass="0">
         <Option type="Map">
          <Option name="angle" type="QString" value="0"></Option>
          <Option name="cap_style" type="QString" value="square"></Option>
          <Option name="color" type="QString" value="6,164,118,255,rgb:0.02352941176470588,0.64313725490196083,0.46274509803921571,1"></Option>
          <Option name="horizontal_anchor_point" type="QString" value="1"></Option>
          <Option name="joinstyle" type="QString" value="round"></Option>
          <Option name="name" type="QString" value="hexagon"></Option>
          <Option name="offset" type="QString" value="1.40599999999999992,-2.18699999999999983"></Option>
          <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="offset_unit" type="QString" value="MM"></Option>
          <Option name="outline_color" type="QString" value="38,38,38,255,rgb:0.14901960784313725,0.14901960784313725,0.14901960784313725,1"></Option>
          <Option name="outline_style" type="QString" value="solid"></Option>
          <Option name="outline_width" type="QString" value="0.1"></Option>
          <Option name="outline_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="outline_width_unit" type="QString" value="MM"></Option>
          <Option name="scale_method" type="QString" value="diameter"></Option>
          <Option name="size" type="QString" value="2.016"></Option>
          <Option name="size_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="size_unit" type="QString" value="MM"></Option>
          <Option name="vertical_anchor_point" type="QString" value="1"></Option>
         </Option>
         <data_defined_properties>
          <Option type="Map">
           <Option name="name" type="QString" value=""></Option>
           <Option name="properties" type="Map">
            <Option name="enabled" type="Map">
             <Option name="active" type="bool" value="true"></Option>
             <Option name="expression" type="QString" value="@geometry_part_num IS 5"></Option>
             <Option name="type" type="int" value="3"></Option>
            </Option>
           </Option>
           <Option name="type" type="QString" value="collection"></Option>
          </Option>
         </data_defined_properties>
        </layer>
        <layer class="SimpleMarker" enabled="1" id="{00000000-0000-0000-0000-000000000037}" locked="0" pass="0">
         <Option type="Map">
          <Option name="angle" type="QString" value="0"></Option>
          <Option name="cap_style" type="QString" value="square"></Option>
          <Option name="color" type="QString" value="224,122,198,255,rgb:0.8784313725490196,0.47843137254901963,0.77647058823529413,1"></Option>
          <Option name="horizontal_anchor_point" type="QString" value="1"></Option>
          <Option name="joinstyle" type="QString" value="round"></Option>
          <Option name="name" type="QString" value="equilateral_triangle"></Option>
          <Option name="offset" type="QString" value="0.73299999999999998,2.49500000000000011"></Option>
          <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="offset_unit" type="QString" value="MM"></Option>
          <Option name="outline_color" type="QString" value="38,38,38,255,rgb:0.14901960784313725,0.14901960784313725,0.14901960784313725,1"></Option>
          <Option name="outline_style" type="QString" value="solid"></Option>
          <Option name="outline_width" type="QString" value="0.1"></Option>
          <Option name="outline_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="outline_width_unit" type="QString" value="MM"></Option>
          <Option name="scale_method" type="QString" value="diameter"></Option>
          <Option name="size" type="QString" value="2.16"></Option>
          <Option name="size_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="size_unit" type="QString" value="MM"></Option>
          <Option name="vertical_anchor_point" type="QString" value="1"></Option>
         </Option>
         <data_defined_properties>
          <Option type="Map">
           <Option name="name" type="QString" value=""></Option>
           <Option name="properties" type="Map">
            <Option name="enabled" type="Map">
             <Option name="active" type="bool" value="true"></Option>
             <Option name="expression" type="QString" value="@geometry_part_num IS 6"></Option>
             <Option name="type" type="int" value="3"></Option>
            </Option>
           </Option>
           <Option name="type" type="QString" value="collection"></Option>
          </Option>
         </data_defined_properties>
        </layer>
        <layer class="SimpleMarker" enabled="1" id="{00000000-0000-0000-0000-000000000038}" locked="0" pass="0">
         <Option type="Map">
          <Option name="angle" type="QString" value="0"></Option>
          <Option name="cap_style" type="QString" value="square"></Option>
          <Option name="color" type="QString" value="10,77,120,255,rgb:0.0392156862745098,0.30196078431372547,0.47058823529411764,1"></Option>
          <Option name="horizontal_anchor_point" type="QString" value="1"></Option>
          <Option name="joinstyle" type="QString" value="round"></Option>
          <Option name="name" type="QString" value="pentagon"></Option>
          <Option name="offset" type="QString" value="-2.36500000000000021,-1.08000000000000007"></Option>
          <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="offset_unit" type="QString" value="MM"></Option>
          <Option name="outline_color" type="QString" value="255,255,255,255,rgb:1,1,1,1"></Option>
          <Option name="outline_style" type="QString" value="solid"></Option>
          <Option name="outline_width" type="QString" value="0.1"></Option>
          <Option name="outline_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="outline_width_unit" type="QString" value="MM"></Option>
          <Option name="scale_method" type="QString" value="diameter"></Option>
          <Option name="size" type="QString" value="2.016"></Option>
          <Option name="size_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="size_unit" type="QString" value="MM"></Option>
          <Option name="vertical_anchor_point" type="QString" value="1"></Option>
         </Option>
         <data_defined_properties>
          <Option type="Map">
           <Option name="name" type="QString" value=""></Option>
           <Option name="properties" type="Map">
            <Option name="enabled" type="Map">
             <Option name="active" type="bool" value="true"></Option>
             <Option name="expression" type="QString" value="@geometry_part_num IS 7"></Option>
             <Option name="type" type="int" value="3"></Option>
            </Option>
           </Option>
           <Option name="type" type="QString" value="collection"></Option>
          </Option>
         </data_defined_properties>
        </layer>
        <layer class="SimpleMarker" enabled="1" id="{00000000-0000-0000-0000-000000000039}" locked="0" pass="0">
         <Option type="Map">
          <Option name="angle" type="QString" value="180"></Option>
          <Option name="cap_style" type="QString" value="square"></Option>
          <Option name="color" type="QString" value="163,227,250,255,rgb:0.63921568627450975,0.8901960784313725,0.98039215686274506,1"></Option>
          <Option name="horizontal_anchor_point" type="QString" value="1"></Option>
          <Option name="joinstyle" type="QString" value="round"></Option>
          <Option name="name" type="QString" value="triangle"></Option>
          <Option name="offset" type="QString" value="-2.36500000000000021,1.08000000000000007"></Option>
          <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="offset_unit" type="QString" value="MM"></Option>
          <Option name="outline_color" type="QString" value="38,38,38,255,rgb:0.14901960784313725,0.14901960784313725,0.14901960784313725,1"></Option>
          <Option name="outline_style" type="QString" value="solid"></Option>
          <Option name="outline_width" type="QString" value="0.1"></Option>
          <Option name="outline_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="outline_width_unit" type="QString" value="MM"></Option>
          <Option name="scale_method" type="QString" value="diameter"></Option>
          <Option name="size" type="QString" value="1.908"></Option>
          <Option name="size_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="size_unit" type="QString" value="MM"></Option>
          <Option name="vertical_anchor_point" type="QString" value="1"></Option>
         </Option>
         <data_defined_properties>
          <Option type="Map">
           <Option name="name" type="QString" value=""></Option>
           <Option name="properties" type="Map">
            <Option name="enabled" type="Map">
             <Option name="active" type="bool" value="true"></Option>
             <Option name="expression" type="QString" value="@geometry_part_num IS 8"></Option>
             <Option name="type" type="int" value="3"></Option>
            </Option>
           </Option>
           <Option name="type" type="QString" value="collection"></Option>
          </Option>
         </data_defined_properties>
        </layer>
        <layer class="SimpleMarker" enabled="1" id="{00000000-0000-0000-0000-000000000040}" locked="0" pass="0">
         <Option type="Map">
          <Option name="angle" type="QString" value="0"></Option>
          <Option name="cap_style" type="QString" value="square"></Option>
          <Option name="color" type="QString" value="196,174,90,255,rgb:0.7686274509803922,0.68235294117647061,0.35294117647058826,1"></Option>
          <Option name="horizontal_anchor_point" type="QString" value="1"></Option>
          <Option name="joinstyle" type="QString" value="round"></Option>
          <Option name="name" type="QString" value="cross_fill"></Option>
          <Option name="offset" type="QString" value="-0.73299999999999998,2.49500000000000011"></Option>
          <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="offset_unit" type="QString" value="MM"></Option>
          <Option name="outline_color" type="QString" value="38,38,38,255,rgb:0.14901960784313725,0.14901960784313725,0.14901960784313725,1"></Option>
          <Option name="outline_style" type="QString" value="solid"></Option>
          <Option name="outline_width" type="QString" value="0.1"></Option>
          <Option name="outline_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="outline_width_unit" type="QString" value="MM"></Option>
          <Option name="scale_method" type="QString" value="diameter"></Option>
          <Option name="size" type="QString" value="2.016"></Option>
          <Option name="size_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="size_unit" type="QString" value="MM"></Option>
          <Option name="vertical_anchor_point" type="QString" value="1"></Option>
         </Option>
         <data_defined_properties>
          <Option type="Map">
           <Option name="name" type="QString" value=""></Option>
           <Option name="properties" type="Map">
            <Option name="enabled" type="Map">
             <Option name="active" type="bool" value="true"></Option>
             <Option name="expression" type="QString" value="@geometry_part_num IS 9"></Option>
             <Option name="type" type="int" value="3"></Option>
            </Option>
           </Option>
           <Option name="type" type="QString" value="collection"></Option>
          </Option>
         </data_defined_properties>
        </layer>
        <layer class="SimpleMarker" enabled="1" id="{00000000-0000-0000-0000-000000000041}" locked="0" pass="0">
         <Option type="Map">
          <Option name="angle" type="QString" value="0"></Option>
          <Option name="cap_style" type="QString" value="square"></Option>
          <Option name="color" type="QString" value="154,79,214,255,rgb:0.60392156862745094,0.30980392156862746,0.83921568627450982,1"></Option>
          <Option name="horizontal_anchor_point" type="QString" value="1"></Option>
          <Option name="joinstyle" type="QString" value="round"></Option>
          <Option name="name" type="QString" value="diamond"></Option>
          <Option name="offset" type="QString" value="-1.40599999999999992,-2.18699999999999983"></Option>
          <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="offset_unit" type="QString" value="MM"></Option>
          <Option name="outline_color" type="QString" value="255,255,255,255,rgb:1,1,1,1"></Option>
          <Option name="outline_style" type="QString" value="solid"></Option>
          <Option name="outline_width" type="QString" value="0.1"></Option>
          <Option name="outline_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="outline_width_unit" type="QString" value="MM"></Option>
          <Option name="scale_method" type="QString" value="diameter"></Option>
          <Option name="size" type="QString" value="2.16"></Option>
          <Option name="size_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="size_unit" type="QString" value="MM"></Option>
          <Option name="vertical_anchor_point" type="QString" value="1"></Option>
         </Option>
         <data_defined_properties>
          <Option type="Map">
           <Option name="name" type="QString" value=""></Option>
           <Option name="properties" type="Map">
            <Option name="enabled" type="Map">
             <Option name="active" type="bool" value="true"></Option>
             <Option name="expression" type="QString" value="@geometry_part_num IS 10"></Option>
             <Option name="type" type="int" value="3"></Option>
            </Option>
           </Option>
           <Option name="type" type="QString" value="collection"></Option>
          </Option>
         </data_defined_properties>
        </layer>
        <layer class="SimpleMarker" enabled="1" id="{00000000-0000-0000-0000-000000000042}" locked="0" pass="0">
         <Option type="Map">
          <Option name="angle" type="QString" value="0"></Option>
          <Option name="cap_style" type="QString" value="square"></Option>
          <Option name="color" type="QString" value="26,26,26,255,rgb:0.10196078431372549,0.10196078431372549,0.10196078431372549,1"></Option>
          <Option name="horizontal_anchor_point" type="QString" value="1"></Option>
          <Option name="joinstyle" type="QString" value="round"></Option>
          <Option name="name" type="QString" value="semi_circle"></Option>
          <Option name="offset" type="QString" value="2.57399999999999984,0.37"></Option>
          <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="offset_unit" type="QString" value="MM"></Option>
          <Option name="outline_color" type="QString" value="255,255,255,255,rgb:1,1,1,1"></Option>
          <Option name="outline_style" type="QString" value="solid"></Option>
          <Option name="outline_width" type="QString" value="0.1"></Option>
          <Option name="outline_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="outline_width_unit" type="QString" value="MM"></Option>
          <Option name="scale_method" type="QString" value="diameter"></Option>
          <Option name="size" type="QString" value="2.34"></Option>
          <Option name="size_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="size_unit" type="QString" value="MM"></Option>
          <Option name="vertical_anchor_point" type="QString" value="1"></Option>
         </Option>
         <data_defined_properties>
          <Option type="Map">
           <Option name="name" type="QString" value=""></Option>
           <Option name="properties" type="Map">
            <Option name="enabled" type="Map">
             <Option name="active" type="bool" value="true"></Option>
             <Option name="expression" type="QString" value="@geometry_part_num IS 11"></Option>
             <Option name="type" type="int" value="3"></Option>
            </Option>
           </Option>
           <Option name="type" type="QString" value="collection"></Option>
          </Option>
         </data_defined_properties>
        </layer>
        <layer class="SimpleMarker" enabled="1" id="{00000000-0000-0000-0000-000000000043}" locked="0" pass="0">
         <Option type="Map">
          <Option name="angle" type="QString" value="0"></Option>
          <Option name="cap_style" type="QString" value="square"></Option>
          <Option name="color" type="QString" value="120,134,143,255,rgb:0.47058823529411764,0.52549019607843139,0.5607843137254902,1"></Option>
          <Option name="horizontal_anchor_point" type="QString" value="1"></Option>
          <Option name="joinstyle" type="QString" value="round"></Option>
          <Option name="name" type="QString" value="octagon"></Option>
          <Option name="offset" type="QString" value="-1.96500000000000008,1.70300000000000007"></Option>
          <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="offset_unit" type="QString" value="MM"></Option>
          <Option name="outline_color" type="QString" value="255,255,255,255,rgb:1,1,1,1"></Option>
          <Option name="outline_style" type="QString" value="solid"></Option>
          <Option name="outline_width" type="QString" value="0.1"></Option>
          <Option name="outline_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="outline_width_unit" type="QString" value="MM"></Option>
          <Option name="scale_method" type="QString" value="diameter"></Option>
          <Option name="size" type="QString" value="1.8"></Option>
          <Option name="size_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="size_unit" type="QString" value="MM"></Option>
          <Option name="vertical_anchor_point" type="QString" value="1"></Option>
         </Option>
         <data_defined_properties>
          <Option type="Map">
           <Option name="name" type="QString" value=""></Option>
           <Option name="properties" type="Map">
            <Option name="enabled" type="Map">
             <Option name="active" type="bool" value="true"></Option>
             <Option name="expression" type="QString" value="@geometry_part_num IS 12"></Option>
             <Option name="type" type="int" value="3"></Option>
            </Option>
           </Option>
           <Option name="type" type="QString" value="collection"></Option>
          </Option>
         </data_defined_properties>
        </layer>
       </symbol>
      </layer>
     </symbol>
    </layer>
   </symbol>
   <symbol alpha="1" clip_to_extent="1" force_rhr="0" frame_rate="10" is_animated="0" name="10" type="marker">
    <data_defined_properties>
     <Option type="Map">
      <Option name="name" type="QString" value=""></Option>
      <Option name="properties"></Option>
      <Option name="type" type="QString" value="collection"></Option>
     </Option>
    </data_defined_properties>
    <layer class="SimpleMarker" enabled="1" id="{00000000-0000-0000-0000-000000000044}" locked="0" pass="0">
     <Option type="Map">
      <Option name="angle" type="QString" value="0"></Option>
      <Option name="cap_style" type="QString" value="square"></Option>
      <Option name="color" type="QString" value="120,134,143,255,rgb:0.47058823529411764,0.52549019607843139,0.5607843137254902,1"></Option>
      <Option name="horizontal_anchor_point" type="QString" value="1"></Option>
      <Option name="joinstyle" type="QString" value="round"></Option>
      <Option name="name" type="QString" value="octagon"></Option>
      <Option name="offset" type="QString" value="0,0"></Option>
      <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="offset_unit" type="QString" value="MM"></Option>
      <Option name="outline_color" type="QString" value="255,255,255,255,rgb:1,1,1,1"></Option>
      <Option name="outline_style" type="QString" value="solid"></Option>
      <Option name="outline_width" type="QString" value="0.2"></Option>
      <Option name="outline_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="outline_width_unit" type="QString" value="MM"></Option>
      <Option name="scale_method" type="QString" value="diameter"></Option>
      <Option name="size" type="QString" value="2.6"></Option>
      <Option name="size_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="size_unit" type="QString" value="MM"></Option>
      <Option name="vertical_anchor_point" type="QString" value="1"></Option>
     </Option>
     <data_defined_properties>
      <Option type="Map">
       <Option name="name" type="QString" value=""></Option>
       <Option name="properties"></Option>
       <Option name="type" type="QString" value="collection"></Option>
      </Option>
     </data_defined_properties>
    </layer>
    <layer class="SimpleMarker" enabled="1" id="{00000000-0000-0000-0000-000000000045}" locked="0" pass="0">
     <Option type="Map">
      <Option name="angle" type="QString" value="0"></Option>
      <Option name="cap_style" type="QString" value="square"></Option>
      <Option name="color" type="QString" value="120,134,143,255,rgb:0.47058823529411764,0.52549019607843139,0.5607843137254902,1"></Option>
      <Option name="horizontal_anchor_point" type="QString" value="1"></Option>
      <Option name="joinstyle" type="QString" value="round"></Option>
      <Option name="name" type="QString" value="octagon"></Option>
      <Option name="offset" type="QString" value="0,0"></Option>
      <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="offset_unit" type="QString" value="MM"></Option>
      <Option name="outline_color" type="QString" value="255,255,255,255,rgb:1,1,1,1"></Option>
      <Option name="outline_style" type="QString" value="solid"></Option>
      <Option name="outline_width" type="QString" value="0.2"></Option>
      <Option name="outline_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="outline_width_unit" type="QString" value="MM"></Option>
      <Option name="scale_method" type="QString" value="diameter"></Option>
      <Option name="size" type="QString" value="3.38"></Option>
      <Option name="size_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="size_unit" type="QString" value="MM"></Option>
      <Option name="vertical_anchor_point" type="QString" value="1"></Option>
     </Option>
     <data_defined_properties>
      <Option type="Map">
       <Option name="name" type="QString" value=""></Option>
       <Option name="properties" type="Map">
        <Option name="enabled" type="Map">
         <Option name="active" type="bool" value="true"></Option>
         <Option name="expression" type="QString" value="&quot;occurrence_type&quot; IS 'deposit'"></Option>
         <Option name="type" type="int" value="3"></Option>
        </Option>
       </Option>
       <Option name="type" type="QString" value="collection"></Option>
      </Option>
     </data_defined_properties>
    </layer>
    <layer class="SimpleMarker" enabled="1" id="{00000000-0000-0000-0000-000000000046}" locked="0" pass="0">
     <Option type="Map">
      <Option name="angle" type="QString" value="0"></Option>
      <Option name="cap_style" type="QString" value="square"></Option>
      <Option name="color" type="QString" value="120,134,143,255,rgb:0.47058823529411764,0.52549019607843139,0.5607843137254902,1"></Option>
      <Option name="horizontal_anchor_point" type="QString" value="1"></Option>
      <Option name="joinstyle" type="QString" value="round"></Option>
      <Option name="name" type="QString" value="octagon"></Option>
      <Option name="offset" type="QString" value="0,0"></Option>
      <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="offset_unit" type="QString" value="MM"></Option>
      <Option name="outline_color" type="QString" value="255,255,255,255,rgb:1,1,1,1"></Option>
      <Option name="outline_style" type="QString" value="solid"></Option>
      <Option name="outline_width" type="QString" value="0.2"></Option>
      <Option name="outline_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="outline_width_unit" type="QString" value="MM"></Option>
      <Option name="scale_method" type="QString" value="diameter"></Option>
      <Option name="size" type="QString" value="4.29"></Option>
      <Option name="size_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="size_unit" type="QString" value="MM"></Option>
      <Option name="vertical_anchor_point" type="QString" value="1"></Option>
     </Option>
     <data_defined_properties>
      <Option type="Map">
       <Option name="name" type="QString" value=""></Option>
       <Option name="properties" type="Map">
        <Option name="enabled" type="Map">
         <Option name="active" type="bool" value="true"></Option>
         <Option name="expression" type="QString" value="&quot;mine_status&quot; IS NOT NULL"></Option>
         <Option name="type" type="int" value="3"></Option>
        </Option>
       </Option>
       <Option name="type" type="QString" value="collection"></Option>
      </Option>
     </data_defined_properties>
    </layer>
    <layer class="GeometryGenerator" enabled="1" id="{00000000-0000-0000-0000-000000000047}" locked="0" pass="0">
     <Option type="Map">
      <Option name="SymbolType" type="QString" value="Line"></Option>
      <Option name="geometryModifier" type="QString" value="CASE WHEN &quot;commodity_codes&quot; LIKE '%;%' THEN translate(geom_from_wkt(regexp_replace(replace('MULTILINESTRING((0 0,0.000000 0),(0 0,0.000000{gold}{iridium}{osmium}{palladium}{platinum}{platinum-group}{precious-metal}{rhodium}{ruthenium}{silver} 0),(0 0,0.000000{alumina}{aluminium}{base-metal}{bauxite}{cobalt}{copper}{lead}{nickel}{tin}{x-polymetallic}{zinc} 0),(0 0,0.000000{chromite}{chromium}{ferrous-metal}{hematite}{ilmenite}{iron}{iron-ore}{magnetite}{manganese}{molybdenum}{titanium}{vanadium} 0),(0 0,0.000000{graphite}{lithium} 0),(0 0,0.000000{cerium}{dysprosium}{erbium}{europium}{gadolinium}{holmium}{hree}{lanthanum}{lree}{lutetium}{monazite}{neodymium}{praseodymium}{promethium}{rare-earth-element}{rare-earth-oxide}{samarium}{scandium}{terbium}{thulium}{x-xenotime}{ytterbium}{yttrium} 0),(0 0,0.000000{antimony}{arsenic}{beryllium}{bismuth}{cadmium}{cesium}{gallium}{germanium}{hafnium}{heavy-mineral-sand}{indium}{magnesium}{mercury}{niobium}{rhenium}{rubidium}{rutile}{selenium}{silicon}{strontium}{tantalum}{tellurium}{thallium}{tungsten}{zircon}{zirconium} 0),(0 0,0.000000{alunite}{andalusite}{anhydrite}{apatite}{asbestos}{barium}{baryte}{bentonite}{borate}{boron}{bromine}{calcite}{clay}{corundum}{diatomite}{feldspar}{fluorine}{fluorite}{garnet}{glauconite}{gypsum}{iodine}{kaolin}{kyanite}{laterite}{magnesite}{mica}{nitrate}{olivine}{perlite}{phosphate-rock}{phosphorus}{potash}{pozzolan}{pumice}{pyrite}{pyrophyllite}{quartz}{salt}{serpentine}{silica}{silica-sand}{sulphur}{talc}{vermiculite}{wollastonite}{x-dolomite}{zeolite} 0),(0 0,0.000000{aggregate}{basalt}{crushed-rock}{dimension-stone}{granite}{limestone}{marble}{sand}{sand-and-gravel}{x-andesite}{x-gravel} 0),(0 0,0.000000{diamond}{emerald}{gemstones}{jade}{opal}{ruby}{sapphire} 0),(0 0,0.000000{anthracite}{asphalt}{brown-coal}{coal}{oil}{oil-shale}{peat}{reservoir-gas}{thorium}{uranium}{x-coking-coal}{x-geothermal}{x-helium} 0),(0 0,0.000000{x-unspecified} 0))', from_json('{&quot;{' || replace(&quot;commodity_codes&quot;, '; ', '}&quot;:1,&quot;{') || '}&quot;:1}')), '[{][^}]*[}]', '')), $x, $y) END"></Option>
      <Option name="units" type="QString" value="MapUnit"></Option>
     </Option>
     <data_defined_properties>
      <Option type="Map">
       <Option name="name" type="QString" value=""></Option>
       <Option name="properties" type="Map">
        <Option name="enabled" type="Map">
         <Option name="active" type="bool" value="true"></Option>
         <Option name="expression" type="QString" value="coalesce(@map_scale &lt;= 250000, false)"></Option>
         <Option name="type" type="int" value="3"></Option>
        </Option>
       </Option>
       <Option name="type" type="QString" value="collection"></Option>
      </Option>
     </data_defined_properties>
     <symbol alpha="1" clip_to_extent="1" force_rhr="0" frame_rate="10" is_animated="0" name="@10@3" type="line">
      <data_defined_properties>
       <Option type="Map">
        <Option name="name" type="QString" value=""></Option>
        <Option name="properties"></Option>
        <Option name="type" type="QString" value="collection"></Option>
       </Option>
      </data_defined_properties>
      <layer class="MarkerLine" enabled="1" id="{00000000-0000-0000-0000-000000000048}" locked="0" pass="0">
       <Option type="Map">
        <Option name="average_angle_length" type="QString" value="4"></Option>
        <Option name="average_angle_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
        <Option name="average_angle_unit" type="QString" value="MM"></Option>
        <Option name="interval" type="QString" value="3"></Option>
        <Option name="interval_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
        <Option name="interval_unit" type="QString" value="MM"></Option>
        <Option name="offset" type="QString" value="0"></Option>
        <Option name="offset_along_line" type="QString" value="0"></Option>
        <Option name="offset_along_line_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
        <Option name="offset_along_line_unit" type="QString" value="MM"></Option>
        <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
        <Option name="offset_unit" type="QString" value="MM"></Option>
        <Option name="place_on_every_part" type="bool" value="true"></Option>
        <Option name="placements" type="QString" value="Interval"></Option>
        <Option name="ring_filter" type="QString" value="0"></Option>
        <Option name="rotate" type="QString" value="0"></Option>
       </Option>
       <data_defined_properties>
        <Option type="Map">
         <Option name="name" type="QString" value=""></Option>
         <Option name="properties"></Option>
         <Option name="type" type="QString" value="collection"></Option>
        </Option>
       </data_defined_properties>
       <symbol alpha="1" clip_to_extent="1" force_rhr="0" frame_rate="10" is_animated="0" name="@@10@3@0" type="marker">
        <data_defined_properties>
         <Option type="Map">
          <Option name="name" type="QString" value=""></Option>
          <Option name="properties"></Option>
          <Option name="type" type="QString" value="collection"></Option>
         </Option>
        </data_defined_properties>
        <layer class="SimpleMarker" enabled="1" id="{00000000-0000-0000-0000-000000000049}" locked="0" pass="0">
         <Option type="Map">
          <Option name="angle" type="QString" value="0"></Option>
          <Option name="cap_style" type="QString" value="square"></Option>
          <Option name="color" type="QString" value="247,224,0,255,rgb:0.96862745098039216,0.8784313725490196,0,1"></Option>
          <Option name="horizontal_anchor_point" type="QString" value="1"></Option>
          <Option name="joinstyle" type="QString" value="round"></Option>
          <Option name="name" type="QString" value="star"></Option>
          <Option name="offset" type="QString" value="0,-2.60000000000000009"></Option>
          <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="offset_unit" type="QString" value="MM"></Option>
          <Option name="outline_color" type="QString" value="38,38,38,255,rgb:0.14901960784313725,0.14901960784313725,0.14901960784313725,1"></Option>
          <Option name="outline_style" type="QString" value="solid"></Option>
          <Option name="outline_width" type="QString" value="0.1"></Option>
          <Option name="outline_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="outline_width_unit" type="QString" value="MM"></Option>
          <Option name="scale_method" type="QString" value="diameter"></Option>
          <Option name="size" type="QString" value="2.7"></Option>
          <Option name="size_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="size_unit" type="QString" value="MM"></Option>
          <Option name="vertical_anchor_point" type="QString" value="1"></Option>
         </Option>
         <data_defined_properties>
          <Option type="Map">
           <Option name="name" type="QString" value=""></Option>
           <Option name="properties" type="Map">
            <Option name="enabled" type="Map">
             <Option name="active" type="bool" value="true"></Option>
             <Option name="expression" type="QString" value="@geometry_part_num IS 2"></Option>
             <Option name="type" type="int" value="3"></Option>
            </Option>
           </Option>
           <Option name="type" type="QString" value="collection"></Option>
          </Option>
         </data_defined_properties>
        </layer>
        <layer class="SimpleMarker" enabled="1" id="{00000000-0000-0000-0000-000000000050}" locked="0" pass="0">
         <Option type="Map">
          <Option name="angle" type="QString" value="0"></Option>
          <Option name="cap_style" type="QString" value="square"></Option>
          <Option name="color" type="QString" value="204,63,12,255,rgb:0.80000000000000004,0.24705882352941178,0.04705882352941176,1"></Option>
          <Option name="horizontal_anchor_point" type="QString" value="1"></Option>
          <Option name="joinstyle" type="QString" value="round"></Option>
          <Option name="name" type="QString" value="circle"></Option>
          <Option name="offset" type="QString" value="1.96500000000000008,1.70300000000000007"></Option>
          <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="offset_unit" type="QString" value="MM"></Option>
          <Option name="outline_color" type="QString" value="255,255,255,255,rgb:1,1,1,1"></Option>
          <Option name="outline_style" type="QString" value="solid"></Option>
          <Option name="outline_width" type="QString" value="0.1"></Option>
          <Option name="outline_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="outline_width_unit" type="QString" value="MM"></Option>
          <Option name="scale_method" type="QString" value="diameter"></Option>
          <Option name="size" type="QString" value="1.8"></Option>
          <Option name="size_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="size_unit" type="QString" value="MM"></Option>
          <Option name="vertical_anchor_point" type="QString" value="1"></Option>
         </Option>
         <data_defined_properties>
          <Option type="Map">
           <Option name="name" type="QString" value=""></Option>
           <Option name="properties" type="Map">
            <Option name="enabled" type="Map">
             <Option name="active" type="bool" value="true"></Option>
             <Option name="expression" type="QString" value="@geometry_part_num IS 3"></Option>
             <Option name="type" type="int" value="3"></Option>
            </Option>
           </Option>
           <Option name="type" type="QString" value="collection"></Option>
          </Option>
         </data_defined_properties>
        </layer>
        <layer class="SimpleMarker" enabled="1" id="{00000000-0000-0000-0000-000000000051}" locked="0" pass="0">
         <Option type="Map">
          <Option name="angle" type="QString" value="0"></Option>
          <Option name="cap_style" type="QString" value="square"></Option>
          <Option name="color" type="QString" value="143,47,64,255,rgb:0.5607843137254902,0.18431372549019609,0.25098039215686274,1"></Option>
          <Option name="horizontal_anchor_point" type="QString" value="1"></Option>
          <Option name="joinstyle" type="QString" value="round"></Option>
          <Option name="name" type="QString" value="square"></Option>
          <Option name="offset" type="QString" value="-2.57399999999999984,0.37"></Option>
          <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="offset_unit" type="QString" value="MM"></Option>
          <Option name="outline_color" type="QString" value="255,255,255,255,rgb:1,1,1,1"></Option>
          <Option name="outline_style" type="QString" value="solid"></Option>
          <Option name="outline_width" type="QString" value="0.1"></Option>
          <Option name="outline_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="outline_width_unit" type="QString" value="MM"></Option>
          <Option name="scale_method" type="QString" value="diameter"></Option>
          <Option name="size" type="QString" value="1.656"></Option>
          <Option name="size_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="size_unit" type="QString" value="MM"></Option>
          <Option name="vertical_anchor_point" type="QString" value="1"></Option>
         </Option>
         <data_defined_properties>
          <Option type="Map">
           <Option name="name" type="QString" value=""></Option>
           <Option name="properties" type="Map">
            <Option name="enabled" type="Map">
             <Option name="active" type="bool" value="true"></Option>
             <Option name="expression" type="QString" value="@geometry_part_num IS 4"></Option>
             <Option name="type" type="int" value="3"></Option>
            </Option>
           </Option>
           <Option name="type" type="QString" value="collection"></Option>
          </Option>
         </data_defined_properties>
        </layer>
        <layer class="SimpleMarker" enabled="1" id="{00000000-0000-0000-0000-000000000052}" locked="0" pass="0">
         <Option type="Map">
          <Option name="angle" type="QString" value="0"></Option>
          <Option name="cap_style" type="QString" value="square"></Option>
          <Option name="color" type="QString" value="6,164,118,255,rgb:0.02352941176470588,0.64313725490196083,0.46274509803921571,1"></Option>
          <Option name="horizontal_anchor_point" type="QString" value="1"></Option>
          <Option name="joinstyle" type="QString" value="round"></Option>
          <Option name="name" type="QString" value="hexagon"></Option>
          <Option name="offset" type="QString" value="1.40599999999999992,-2.18699999999999983"></Option>
          <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="offset_unit" type="QString" value="MM"></Option>
          <Option name="outline_color" type="QString" value="38,38,38,255,rgb:0.14901960784313725,0.14901960784313725,0.14901960784313725,1"></Option>
          <Option name="outline_style" type="QString" value="solid"></Option>
          <Option name="outline_width" type="QString" value="0.1"></Option>
          <Option name="outline_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="outline_width_unit" type="QString" value="MM"></Option>
          <Option name="scale_method" type="QString" value="diameter"></Option>
          <Option name="size" type="QString" value="2.016"></Option>
          <Option name="size_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="size_unit" type="QString" value="MM"></Option>
          <Option name="vertical_anchor_point" type="QString" value="1"></Option>
         </Option>
         <data_defined_properties>
          <Option type="Map">
           <Option name="name" type="QString" value=""></Option>
           <Option name="properties" type="Map">
            <Option name="enabled" type="Map">
             <Option name="active" type="bool" value="true"></Option>
             <Option name="expression" type="QString" value="@geometry_part_num IS 5"></Option>
             <Option name="type" type="int" value="3"></Option>
            </Option>
           </Option>
           <Option name="type" type="QString" value="collection"></Option>
          </Option>
         </data_defined_properties>
        </layer>
        <layer class="SimpleMarker" enabled="1" id="{00000000-0000-0000-0000-000000000053}" locked="0" pass="0">
         <Option type="Map">
          <Option name="angle" type="QString" value="0"></Option>
          <Option name="cap_style" type="QString" value="square"></Option>
          <Option name="color" type="QString" value="224,122,198,255,rgb:0.8784313725490196,0.47843137254901963,0.77647058823529413,1"></Option>
          <Option name="horizontal_anchor_point" type="QString" value="1"></Option>
          <Option name="joinstyle" type="QString" value="round"></Option>
          <Option name="name" type="QString" value="equilateral_triangle"></Option>
          <Option name="offset" type="QString" value="0.73299999999999998,2.49500000000000011"></Option>
          <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="offset_unit" type="QString" value="MM"></Option>
          <Option name="outline_color" type="QString" value="38,38,38,255,rgb:0.14901960784313725,0.14901960784313725,0.14901960784313725,1"></Option>
          <Option name="outline_style" type="QString" value="solid"></Option>
          <Option name="outline_width" type="QString" value="0.1"></Option>
          <Option name="outline_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="outline_width_unit" type="QString" value="MM"></Option>
          <Option name="scale_method" type="QString" value="diameter"></Option>
          <Option name="size" type="QString" value="2.16"></Option>
          <Option name="size_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="size_unit" type="QString" value="MM"></Option>
          <Option name="vertical_anchor_point" type="QString" value="1"></Option>
         </Option>
         <data_defined_properties>
          <Option type="Map">
           <Option name="name" type="QString" value=""></Option>
           <Option name="properties" type="Map">
            <Option name="enabled" type="Map">
             <Option name="active" type="bool" value="true"></Option>
             <Option name="expression" type="QString" value="@geometry_part_num IS 6"></Option>
             <Option name="type" type="int" value="3"></Option>
            </Option>
           </Option>
           <Option name="type" type="QString" value="collection"></Option>
          </Option>
         </data_defined_properties>
        </layer>
        <layer class="SimpleMarker" enabled="1" id="{00000000-0000-0000-0000-000000000054}" locked="0" pass="0">
         <Option type="Map">
          <Option name="angle" type="QString" value="0"></Option>
          <Option name="cap_style" type="QString" value="square"></Option>
          <Option name="color" type="QString" value="10,77,120,255,rgb:0.0392156862745098,0.30196078431372547,0.47058823529411764,1"></Option>
          <Option name="horizontal_anchor_point" type="QString" value="1"></Option>
          <Option name="joinstyle" type="QString" value="round"></Option>
          <Option name="name" type="QString" value="pentagon"></Option>
          <Option name="offset" type="QString" value="-2.36500000000000021,-1.08000000000000007"></Option>
          <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="offset_unit" type="QString" value="MM"></Option>
          <Option name="outline_color" type="QString" value="255,255,255,255,rgb:1,1,1,1"></Option>
          <Option name="outline_style" type="QString" value="solid"></Option>
          <Option name="outline_width" type="QString" value="0.1"></Option>
          <Option name="outline_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="outline_width_unit" type="QString" value="MM"></Option>
          <Option name="scale_method" type="QString" value="diameter"></Option>
          <Option name="size" type="QString" value="2.016"></Option>
          <Option name="size_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="size_unit" type="QString" value="MM"></Option>
          <Option name="vertical_anchor_point" type="QString" value="1"></Option>
         </Option>
         <data_defined_properties>
          <Option type="Map">
           <Option name="name" type="QString" value=""></Option>
           <Option name="properties" type="Map">
            <Option name="enabled" type="Map">
             <Option name="active" type="bool" value="true"></Option>
             <Option name="expression" type="QString" value="@geometry_part_num IS 7"></Option>
             <Option name="type" type="int" value="3"></Option>
            </Option>
           </Option>
           <Option name="type" type="QString" value="collection"></Option>
          </Option>
         </data_defined_properties>
        </layer>
        <layer class="SimpleMarker" enabled="1" id="{00000000-0000-0000-0000-000000000055}" locked="0" pass="0">
         <Option type="Map">
          <Option name="angle" type="QString" value="180"></Option>
          <Option name="cap_style" type="QString" value="square"></Option>
          <Option name="color" type="QString" value="163,227,250,255,rgb:0.63921568627450975,0.8901960784313725,0.98039215686274506,1"></Option>
          <Option name="horizontal_anchor_point" type="QString" value="1"></Option>
          <Option name="joinstyle" type="QString" value="round"></Option>
          <Option name="name" type="QString" value="triangle"></Option>
          <Option name="offset" type="QString" value="-2.36500000000000021,1.08000000000000007"></Option>
          <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="offset_unit" type="QString" value="MM"></Option>
          <Option name="outline_color" type="QString" value="38,38,38,255,rgb:0.14901960784313725,0.14901960784313725,0.14901960784313725,1"></Option>
          <Option name="outline_style" type="QString" value="solid"></Option>
          <Option name="outline_width" type="QString" value="0.1"></Option>
          <Option name="outline_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="outline_width_unit" type="QString" value="MM"></Option>
          <Option name="scale_method" type="QString" value="diameter"></Option>
          <Option name="size" type="QString" value="1.908"></Option>
          <Option name="size_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="size_unit" type="QString" value="MM"></Option>
          <Option name="vertical_anchor_point" type="QString" value="1"></Option>
         </Option>
         <data_defined_properties>
          <Option type="Map">
           <Option name="name" type="QString" value=""></Option>
           <Option name="properties" type="Map">
            <Option name="enabled" type="Map">
             <Option name="active" type="bool" value="true"></Option>
             <Option name="expression" type="QString" value="@geometry_part_num IS 8"></Option>
             <Option name="type" type="int" value="3"></Option>
            </Option>
           </Option>
           <Option name="type" type="QString" value="collection"></Option>
          </Option>
         </data_defined_properties>
        </layer>
        <layer class="SimpleMarker" enabled="1" id="{00000000-0000-0000-0000-000000000056}" locked="0" pass="0">
         <Option type="Map">
          <Option name="angle" type="QString" value="0"></Option>
          <Option name="cap_style" type="QString" value="square"></Option>
          <Option name="color" type="QString" value="196,174,90,255,rgb:0.7686274509803922,0.68235294117647061,0.35294117647058826,1"></Option>
          <Option name="horizontal_anchor_point" type="QString" value="1"></Option>
          <Option name="joinstyle" type="QString" value="round"></Option>
          <Option name="name" type="QString" value="cross_fill"></Option>
          <Option name="offset" type="QString" value="-0.73299999999999998,2.49500000000000011"></Option>
          <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="offset_unit" type="QString" value="MM"></Option>
          <Option name="outline_color" type="QString" value="38,38,38,255,rgb:0.14901960784313725,0.14901960784313725,0.14901960784313725,1"></Option>
          <Option name="outline_style" type="QString" value="solid"></Option>
          <Option name="outline_width" type="QString" value="0.1"></Option>
          <Option name="outline_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="outline_width_unit" type="QString" value="MM"></Option>
          <Option name="scale_method" type="QString" value="diameter"></Option>
          <Option name="size" type="QString" value="2.016"></Option>
          <Option name="size_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="size_unit" type="QString" value="MM"></Option>
          <Option name="vertical_anchor_point" type="QString" value="1"></Option>
         </Option>
         <data_defined_properties>
          <Option type="Map">
           <Option name="name" type="QString" value=""></Option>
           <Option name="properties" type="Map">
            <Option name="enabled" type="Map">
             <Option name="active" type="bool" value="true"></Option>
             <Option name="expression" type="QString" value="@geometry_part_num IS 9"></Option>
             <Option name="type" type="int" value="3"></Option>
            </Option>
           </Option>
           <Option name="type" type="QString" value="collection"></Option>
          </Option>
         </data_defined_properties>
        </layer>
        <layer class="SimpleMarker" enabled="1" id="{00000000-0000-0000-0000-000000000057}" locked="0" pass="0">
         <Option type="Map">
          <Option name="angle" type="QString" value="0"></Option>
          <Option name="cap_style" type="QString" value="square"></Option>
          <Option name="color" type="QString" value="154,79,214,255,rgb:0.60392156862745094,0.30980392156862746,0.83921568627450982,1"></Option>
          <Option name="horizontal_anchor_point" type="QString" value="1"></Option>
          <Option name="joinstyle" type="QString" value="round"></Option>
          <Option name="name" type="QString" value="diamond"></Option>
          <Option name="offset" type="QString" value="-1.40599999999999992,-2.18699999999999983"></Option>
          <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="offset_unit" type="QString" value="MM"></Option>
          <Option name="outline_color" type="QString" value="255,255,255,255,rgb:1,1,1,1"></Option>
          <Option name="outline_style" type="QString" value="solid"></Option>
          <Option name="outline_width" type="QString" value="0.1"></Option>
          <Option name="outline_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="outline_width_unit" type="QString" value="MM"></Option>
          <Option name="scale_method" type="QString" value="diameter"></Option>
          <Option name="size" type="QString" value="2.16"></Option>
          <Option name="size_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="size_unit" type="QString" value="MM"></Option>
          <Option name="vertical_anchor_point" type="QString" value="1"></Option>
         </Option>
         <data_defined_properties>
          <Option type="Map">
           <Option name="name" type="QString" value=""></Option>
           <Option name="properties" type="Map">
            <Option name="enabled" type="Map">
             <Option name="active" type="bool" value="true"></Option>
             <Option name="expression" type="QString" value="@geometry_part_num IS 10"></Option>
             <Option name="type" type="int" value="3"></Option>
            </Option>
           </Option>
           <Option name="type" type="QString" value="collection"></Option>
          </Option>
         </data_defined_properties>
        </layer>
        <layer class="SimpleMarker" enabled="1" id="{00000000-0000-0000-0000-000000000058}" locked="0" pass="0">
         <Option type="Map">
          <Option name="angle" type="QString" value="0"></Option>
          <Option name="cap_style" type="QString" value="square"></Option>
          <Option name="color" type="QString" value="26,26,26,255,rgb:0.10196078431372549,0.10196078431372549,0.10196078431372549,1"></Option>
          <Option name="horizontal_anchor_point" type="QString" value="1"></Option>
          <Option name="joinstyle" type="QString" value="round"></Option>
          <Option name="name" type="QString" value="semi_circle"></Option>
          <Option name="offset" type="QString" value="2.57399999999999984,0.37"></Option>
          <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="offset_unit" type="QString" value="MM"></Option>
          <Option name="outline_color" type="QString" value="255,255,255,255,rgb:1,1,1,1"></Option>
          <Option name="outline_style" type="QString" value="solid"></Option>
          <Option name="outline_width" type="QString" value="0.1"></Option>
          <Option name="outline_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="outline_width_unit" type="QString" value="MM"></Option>
          <Option name="scale_method" type="QString" value="diameter"></Option>
          <Option name="size" type="QString" value="2.34"></Option>
          <Option name="size_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="size_unit" type="QString" value="MM"></Option>
          <Option name="vertical_anchor_point" type="QString" value="1"></Option>
         </Option>
         <data_defined_properties>
          <Option type="Map">
           <Option name="name" type="QString" value=""></Option>
           <Option name="properties" type="Map">
            <Option name="enabled" type="Map">
             <Option name="active" type="bool" value="true"></Option>
             <Option name="expression" type="QString" value="@geometry_part_num IS 11"></Option>
             <Option name="type" type="int" value="3"></Option>
            </Option>
           </Option>
           <Option name="type" type="QString" value="collection"></Option>
          </Option>
         </data_defined_properties>
        </layer>
       </symbol>
      </layer>
     </symbol>
    </layer>
   </symbol>
   <symbol alpha="1" clip_to_extent="1" force_rhr="0" frame_rate="10" is_animated="0" name="11" type="marker">
    <data_defined_properties>
     <Option type="Map">
      <Option name="name" type="QString" value=""></Option>
      <Option name="properties"></Option>
      <Option name="type" type="QString" value="collection"></Option>
     </Option>
    </data_defined_properties>
    <layer class="SimpleMarker" enabled="1" id="{00000000-0000-0000-0000-000000000059}" locked="0" pass="0">
     <Option type="Map">
      <Option name="angle" type="QString" value="0"></Option>
      <Option name="cap_style" type="QString" value="square"></Option>
      <Option name="color" type="QString" value="120,134,143,255,rgb:0.47058823529411764,0.52549019607843139,0.5607843137254902,1"></Option>
      <Option name="horizontal_anchor_point" type="QString" value="1"></Option>
      <Option name="joinstyle" type="QString" value="round"></Option>
      <Option name="name" type="QString" value="cross2"></Option>
      <Option name="offset" type="QString" value="0,0"></Option>
      <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="offset_unit" type="QString" value="MM"></Option>
      <Option name="outline_color" type="QString" value="120,134,143,255,rgb:0.47058823529411764,0.52549019607843139,0.5607843137254902,1"></Option>
      <Option name="outline_style" type="QString" value="solid"></Option>
      <Option name="outline_width" type="QString" value="0.45"></Option>
      <Option name="outline_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="outline_width_unit" type="QString" value="MM"></Option>
      <Option name="scale_method" type="QString" value="diameter"></Option>
      <Option name="size" type="QString" value="1.872"></Option>
      <Option name="size_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="size_unit" type="QString" value="MM"></Option>
      <Option name="vertical_anchor_point" type="QString" value="1"></Option>
     </Option>
     <data_defined_properties>
      <Option type="Map">
       <Option name="name" type="QString" value=""></Option>
       <Option name="properties"></Option>
       <Option name="type" type="QString" value="collection"></Option>
      </Option>
     </data_defined_properties>
    </layer>
    <layer class="SimpleMarker" enabled="1" id="{00000000-0000-0000-0000-000000000060}" locked="0" pass="0">
     <Option type="Map">
      <Option name="angle" type="QString" value="0"></Option>
      <Option name="cap_style" type="QString" value="square"></Option>
      <Option name="color" type="QString" value="120,134,143,255,rgb:0.47058823529411764,0.52549019607843139,0.5607843137254902,1"></Option>
      <Option name="horizontal_anchor_point" type="QString" value="1"></Option>
      <Option name="joinstyle" type="QString" value="round"></Option>
      <Option name="name" type="QString" value="cross2"></Option>
      <Option name="offset" type="QString" value="0,0"></Option>
      <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="offset_unit" type="QString" value="MM"></Option>
      <Option name="outline_color" type="QString" value="120,134,143,255,rgb:0.47058823529411764,0.52549019607843139,0.5607843137254902,1"></Option>
      <Option name="outline_style" type="QString" value="solid"></Option>
      <Option name="outline_width" type="QString" value="0.45"></Option>
      <Option name="outline_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="outline_width_unit" type="QString" value="MM"></Option>
      <Option name="scale_method" type="QString" value="diameter"></Option>
      <Option name="size" type="QString" value="2.4336"></Option>
      <Option name="size_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="size_unit" type="QString" value="MM"></Option>
      <Option name="vertical_anchor_point" type="QString" value="1"></Option>
     </Option>
     <data_defined_properties>
      <Option type="Map">
       <Option name="name" type="QString" value=""></Option>
       <Option name="properties" type="Map">
        <Option name="enabled" type="Map">
         <Option name="active" type="bool" value="true"></Option>
         <Option name="expression" type="QString" value="&quot;occurrence_type&quot; IS 'deposit'"></Option>
         <Option name="type" type="int" value="3"></Option>
        </Option>
       </Option>
       <Option name="type" type="QString" value="collection"></Option>
      </Option>
     </data_defined_properties>
    </layer>
    <layer class="SimpleMarker" enabled="1" id="{00000000-0000-0000-0000-000000000061}" locked="0" pass="0">
     <Option type="Map">
      <Option name="angle" type="QString" value="0"></Option>
      <Option name="cap_style" type="QString" value="square"></Option>
      <Option name="color" type="QString" value="120,134,143,255,rgb:0.47058823529411764,0.52549019607843139,0.5607843137254902,1"></Option>
      <Option name="horizontal_anchor_point" type="QString" value="1"></Option>
      <Option name="joinstyle" type="QString" value="round"></Option>
      <Option name="name" type="QString" value="cross2"></Option>
      <Option name="offset" type="QString" value="0,0"></Option>
      <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="offset_unit" type="QString" value="MM"></Option>
      <Option name="outline_color" type="QString" value="120,134,143,255,rgb:0.47058823529411764,0.52549019607843139,0.5607843137254902,1"></Option>
      <Option name="outline_style" type="QString" value="solid"></Option>
      <Option name="outline_width" type="QString" value="0.45"></Option>
      <Option name="outline_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="outline_width_unit" type="QString" value="MM"></Option>
      <Option name="scale_method" type="QString" value="diameter"></Option>
      <Option name="size" type="QString" value="3.0888"></Option>
      <Option name="size_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="size_unit" type="QString" value="MM"></Option>
      <Option name="vertical_anchor_point" type="QString" value="1"></Option>
     </Option>
     <data_defined_properties>
      <Option type="Map">
       <Option name="name" type="QString" value=""></Option>
       <Option name="properties" type="Map">
        <Option name="enabled" type="Map">
         <Option name="active" type="bool" value="true"></Option>
         <Option name="expression" type="QString" value="&quot;mine_status&quot; IS NOT NULL"></Option>
         <Option name="type" type="int" value="3"></Option>
        </Option>
       </Option>
       <Option name="type" type="QString" value="collection"></Option>
      </Option>
     </data_defined_properties>
    </layer>
    <layer class="GeometryGenerator" enabled="1" id="{00000000-0000-0000-0000-000000000062}" locked="0" pass="0">
     <Option type="Map">
      <Option name="SymbolType" type="QString" value="Line"></Option>
      <Option name="geometryModifier" type="QString" value="CASE WHEN &quot;commodity_codes&quot; LIKE '%;%' THEN translate(geom_from_wkt(regexp_replace(replace('MULTILINESTRING((0 0,0.000000 0),(0 0,0.000000{gold}{iridium}{osmium}{palladium}{platinum}{platinum-group}{precious-metal}{rhodium}{ruthenium}{silver} 0),(0 0,0.000000{alumina}{aluminium}{base-metal}{bauxite}{cobalt}{copper}{lead}{nickel}{tin}{x-polymetallic}{zinc} 0),(0 0,0.000000{chromite}{chromium}{ferrous-metal}{hematite}{ilmenite}{iron}{iron-ore}{magnetite}{manganese}{molybdenum}{titanium}{vanadium} 0),(0 0,0.000000{graphite}{lithium} 0),(0 0,0.000000{cerium}{dysprosium}{erbium}{europium}{gadolinium}{holmium}{hree}{lanthanum}{lree}{lutetium}{monazite}{neodymium}{praseodymium}{promethium}{rare-earth-element}{rare-earth-oxide}{samarium}{scandium}{terbium}{thulium}{x-xenotime}{ytterbium}{yttrium} 0),(0 0,0.000000{antimony}{arsenic}{beryllium}{bismuth}{cadmium}{cesium}{gallium}{germanium}{hafnium}{heavy-mineral-sand}{indium}{magnesium}{mercury}{niobium}{rhenium}{rubidium}{rutile}{selenium}{silicon}{strontium}{tantalum}{tellurium}{thallium}{tungsten}{zircon}{zirconium} 0),(0 0,0.000000{alunite}{andalusite}{anhydrite}{apatite}{asbestos}{barium}{baryte}{bentonite}{borate}{boron}{bromine}{calcite}{clay}{corundum}{diatomite}{feldspar}{fluorine}{fluorite}{garnet}{glauconite}{gypsum}{iodine}{kaolin}{kyanite}{laterite}{magnesite}{mica}{nitrate}{olivine}{perlite}{phosphate-rock}{phosphorus}{potash}{pozzolan}{pumice}{pyrite}{pyrophyllite}{quartz}{salt}{serpentine}{silica}{silica-sand}{sulphur}{talc}{vermiculite}{wollastonite}{x-dolomite}{zeolite} 0),(0 0,0.000000{aggregate}{basalt}{crushed-rock}{dimension-stone}{granite}{limestone}{marble}{sand}{sand-and-gravel}{x-andesite}{x-gravel} 0),(0 0,0.000000{diamond}{emerald}{gemstones}{jade}{opal}{ruby}{sapphire} 0),(0 0,0.000000{anthracite}{asphalt}{brown-coal}{coal}{oil}{oil-shale}{peat}{reservoir-gas}{thorium}{uranium}{x-coking-coal}{x-geothermal}{x-helium} 0),(0 0,0.000000{x-unspecified} 0))', from_json('{&quot;{' || replace(&quot;commodity_codes&quot;, '; ', '}&quot;:1,&quot;{') || '}&quot;:1}')), '[{][^}]*[}]', '')), $x, $y) END"></Option>
      <Option name="units" type="QString" value="MapUnit"></Option>
     </Option>
     <data_defined_properties>
      <Option type="Map">
       <Option name="name" type="QString" value=""></Option>
       <Option name="properties" type="Map">
        <Option name="enabled" type="Map">
         <Option name="active" type="bool" value="true"></Option>
         <Option name="expression" type="QString" value="coalesce(@map_scale &lt;= 250000, false)"></Option>
         <Option name="type" type="int" value="3"></Option>
        </Option>
       </Option>
       <Option name="type" type="QString" value="collection"></Option>
      </Option>
     </data_defined_properties>
     <symbol alpha="1" clip_to_extent="1" force_rhr="0" frame_rate="10" is_animated="0" name="@11@3" type="line">
      <data_defined_properties>
       <Option type="Map">
        <Option name="name" type="QString" value=""></Option>
        <Option name="properties"></Option>
        <Option name="type" type="QString" value="collection"></Option>
       </Option>
      </data_defined_properties>
      <layer class="MarkerLine" enabled="1" id="{00000000-0000-0000-0000-000000000063}" locked="0" pass="0">
       <Option type="Map">
        <Option name="average_angle_length" type="QString" value="4"></Option>
        <Option name="average_angle_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
        <Option name="average_angle_unit" type="QString" value="MM"></Option>
        <Option name="interval" type="QString" value="3"></Option>
        <Option name="interval_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
        <Option name="interval_unit" type="QString" value="MM"></Option>
        <Option name="offset" type="QString" value="0"></Option>
        <Option name="offset_along_line" type="QString" value="0"></Option>
        <Option name="offset_along_line_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
        <Option name="offset_along_line_unit" type="QString" value="MM"></Option>
        <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
        <Option name="offset_unit" type="QString" value="MM"></Option>
        <Option name="place_on_every_part" type="bool" value="true"></Option>
        <Option name="placements" type="QString" value="Interval"></Option>
        <Option name="ring_filter" type="QString" value="0"></Option>
        <Option name="rotate" type="QString" value="0"></Option>
       </Option>
       <data_defined_properties>
        <Option type="Map">
         <Option name="name" type="QString" value=""></Option>
         <Option name="properties"></Option>
         <Option name="type" type="QString" value="collection"></Option>
        </Option>
       </data_defined_properties>
       <symbol alpha="1" clip_to_extent="1" force_rhr="0" frame_rate="10" is_animated="0" name="@@11@3@0" type="marker">
        <data_defined_properties>
         <Option type="Map">
          <Option name="name" type="QString" value=""></Option>
          <Option name="properties"></Option>
          <Option name="type" type="QString" value="collection"></Option>
         </Option>
        </data_defined_properties>
        <layer class="SimpleMarker" enabled="1" id="{00000000-0000-0000-0000-000000000064}" locked="0" pass="0">
         <Option type="Map">
          <Option name="angle" type="QString" value="0"></Option>
          <Option name="cap_style" type="QString" value="square"></Option>
          <Option name="color" type="QString" value="247,224,0,255,rgb:0.96862745098039216,0.8784313725490196,0,1"></Option>
          <Option name="horizontal_anchor_point" type="QString" value="1"></Option>
          <Option name="joinstyle" type="QString" value="round"></Option>
          <Option name="name" type="QString" value="star"></Option>
          <Option name="offset" type="QString" value="0,-2.60000000000000009"></Option>
          <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="offset_unit" type="QString" value="MM"></Option>
          <Option name="outline_color" type="QString" value="38,38,38,255,rgb:0.14901960784313725,0.14901960784313725,0.14901960784313725,1"></Option>
          <Option name="outline_style" type="QString" value="solid"></Option>
          <Option name="outline_width" type="QString" value="0.1"></Option>
          <Option name="outline_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="outline_width_unit" type="QString" value="MM"></Option>
          <Option name="scale_method" type="QString" value="diameter"></Option>
          <Option name="size" type="QString" value="2.7"></Option>
          <Option name="size_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="size_unit" type="QString" value="MM"></Option>
          <Option name="vertical_anchor_point" type="QString" value="1"></Option>
         </Option>
         <data_defined_properties>
          <Option type="Map">
           <Option name="name" type="QString" value=""></Option>
           <Option name="properties" type="Map">
            <Option name="enabled" type="Map">
             <Option name="active" type="bool" value="true"></Option>
             <Option name="expression" type="QString" value="@geometry_part_num IS 2"></Option>
             <Option name="type" type="int" value="3"></Option>
            </Option>
           </Option>
           <Option name="type" type="QString" value="collection"></Option>
          </Option>
         </data_defined_properties>
        </layer>
        <layer class="SimpleMarker" enabled="1" id="{00000000-0000-0000-0000-000000000065}" locked="0" pass="0">
         <Option type="Map">
          <Option name="angle" type="QString" value="0"></Option>
          <Option name="cap_style" type="QString" value="square"></Option>
          <Option name="color" type="QString" value="204,63,12,255,rgb:0.80000000000000004,0.24705882352941178,0.04705882352941176,1"></Option>
          <Option name="horizontal_anchor_point" type="QString" value="1"></Option>
          <Option name="joinstyle" type="QString" value="round"></Option>
          <Option name="name" type="QString" value="circle"></Option>
          <Option name="offset" type="QString" value="1.96500000000000008,1.70300000000000007"></Option>
          <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="offset_unit" type="QString" value="MM"></Option>
          <Option name="outline_color" type="QString" value="255,255,255,255,rgb:1,1,1,1"></Option>
          <Option name="outline_style" type="QString" value="solid"></Option>
          <Option name="outline_width" type="QString" value="0.1"></Option>
          <Option name="outline_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="outline_width_unit" type="QString" value="MM"></Option>
          <Option name="scale_method" type="QString" value="diameter"></Option>
          <Option name="size" type="QString" value="1.8"></Option>
          <Option name="size_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="size_unit" type="QString" value="MM"></Option>
          <Option name="vertical_anchor_point" type="QString" value="1"></Option>
         </Option>
         <data_defined_properties>
          <Option type="Map">
           <Option name="name" type="QString" value=""></Option>
           <Option name="properties" type="Map">
            <Option name="enabled" type="Map">
             <Option name="active" type="bool" value="true"></Option>
             <Option name="expression" type="QString" value="@geometry_part_num IS 3"></Option>
             <Option name="type" type="int" value="3"></Option>
            </Option>
           </Option>
           <Option name="type" type="QString" value="collection"></Option>
          </Option>
         </data_defined_properties>
        </layer>
        <layer class="SimpleMarker" enabled="1" id="{00000000-0000-0000-0000-000000000066}" locked="0" pass="0">
         <Option type="Map">
          <Option name="angle" type="QString" value="0"></Option>
          <Option name="cap_style" type="QString" value="square"></Option>
          <Option name="color" type="QString" value="143,47,64,255,rgb:0.5607843137254902,0.18431372549019609,0.25098039215686274,1"></Option>
          <Option name="horizontal_anchor_point" type="QString" value="1"></Option>
          <Option name="joinstyle" type="QString" value="round"></Option>
          <Option name="name" type="QString" value="square"></Option>
          <Option name="offset" type="QString" value="-2.57399999999999984,0.37"></Option>
          <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="offset_unit" type="QString" value="MM"></Option>
          <Option name="outline_color" type="QString" value="255,255,255,255,rgb:1,1,1,1"></Option>
          <Option name="outline_style" type="QString" value="solid"></Option>
          <Option name="outline_width" type="QString" value="0.1"></Option>
          <Option name="outline_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="outline_width_unit" type="QString" value="MM"></Option>
          <Option name="scale_method" type="QString" value="diameter"></Option>
          <Option name="size" type="QString" value="1.656"></Option>
          <Option name="size_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="size_unit" type="QString" value="MM"></Option>
          <Option name="vertical_anchor_point" type="QString" value="1"></Option>
         </Option>
         <data_defined_properties>
          <Option type="Map">
           <Option name="name" type="QString" value=""></Option>
           <Option name="properties" type="Map">
            <Option name="enabled" type="Map">
             <Option name="active" type="bool" value="true"></Option>
             <Option name="expression" type="QString" value="@geometry_part_num IS 4"></Option>
             <Option name="type" type="int" value="3"></Option>
            </Option>
           </Option>
           <Option name="type" type="QString" value="collection"></Option>
          </Option>
         </data_defined_properties>
        </layer>
        <layer class="SimpleMarker" enabled="1" id="{00000000-0000-0000-0000-000000000067}" locked="0" pass="0">
         <Option type="Map">
          <Option name="angle" type="QString" value="0"></Option>
          <Option name="cap_style" type="QString" value="square"></Option>
          <Option name="color" type="QString" value="6,164,118,255,rgb:0.02352941176470588,0.64313725490196083,0.46274509803921571,1"></Option>
          <Option name="horizontal_anchor_point" type="QString" value="1"></Option>
          <Option name="joinstyle" type="QString" value="round"></Option>
          <Option name="name" type="QString" value="hexagon"></Option>
          <Option name="offset" type="QString" value="1.40599999999999992,-2.18699999999999983"></Option>
          <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="offset_unit" type="QString" value="MM"></Option>
          <Option name="outline_color" type="QString" value="38,38,38,255,rgb:0.14901960784313725,0.14901960784313725,0.14901960784313725,1"></Option>
          <Option name="outline_style" type="QString" value="solid"></Option>
          <Option name="outline_width" type="QString" value="0.1"></Option>
          <Option name="outline_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="outline_width_unit" type="QString" value="MM"></Option>
          <Option name="scale_method" type="QString" value="diameter"></Option>
          <Option name="size" type="QString" value="2.016"></Option>
          <Option name="size_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="size_unit" type="QString" value="MM"></Option>
          <Option name="vertical_anchor_point" type="QString" value="1"></Option>
         </Option>
         <data_defined_properties>
          <Option type="Map">
           <Option name="name" type="QString" value=""></Option>
           <Option name="properties" type="Map">
            <Option name="enabled" type="Map">
             <Option name="active" type="bool" value="true"></Option>
             <Option name="expression" type="QString" value="@geometry_part_num IS 5"></Option>
             <Option name="type" type="int" value="3"></Option>
            </Option>
           </Option>
           <Option name="type" type="QString" value="collection"></Option>
          </Option>
         </data_defined_properties>
        </layer>
        <layer class="SimpleMarker" enabled="1" id="{00000000-0000-0000-0000-000000000068}" locked="0" pass="0">
         <Option type="Map">
          <Option name="angle" type="QString" value="0"></Option>
          <Option name="cap_style" type="QString" value="square"></Option>
          <Option name="color" type="QString" value="224,122,198,255,rgb:0.8784313725490196,0.47843137254901963,0.77647058823529413,1"></Option>
          <Option name="horizontal_anchor_point" type="QString" value="1"></Option>
          <Option name="joinstyle" type="QString" value="round"></Option>
          <Option name="name" type="QString" value="equilateral_triangle"></Option>
          <Option name="offset" type="QString" value="0.73299999999999998,2.49500000000000011"></Option>
          <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="offset_unit" type="QString" value="MM"></Option>
          <Option name="outline_color" type="QString" value="38,38,38,255,rgb:0.14901960784313725,0.14901960784313725,0.14901960784313725,1"></Option>
          <Option name="outline_style" type="QString" value="solid"></Option>
          <Option name="outline_width" type="QString" value="0.1"></Option>
          <Option name="outline_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="outline_width_unit" type="QString" value="MM"></Option>
          <Option name="scale_method" type="QString" value="diameter"></Option>
          <Option name="size" type="QString" value="2.16"></Option>
          <Option name="size_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="size_unit" type="QString" value="MM"></Option>
          <Option name="vertical_anchor_point" type="QString" value="1"></Option>
         </Option>
         <data_defined_properties>
          <Option type="Map">
           <Option name="name" type="QString" value=""></Option>
           <Option name="properties" type="Map">
            <Option name="enabled" type="Map">
             <Option name="active" type="bool" value="true"></Option>
             <Option name="expression" type="QString" value="@geometry_part_num IS 6"></Option>
             <Option name="type" type="int" value="3"></Option>
            </Option>
           </Option>
           <Option name="type" type="QString" value="collection"></Option>
          </Option>
         </data_defined_properties>
        </layer>
        <layer class="SimpleMarker" enabled="1" id="{00000000-0000-0000-0000-000000000069}" locked="0" pass="0">
         <Option type="Map">
          <Option name="angle" type="QString" value="0"></Option>
          <Option name="cap_style" type="QString" value="square"></Option>
          <Option name="color" type="QString" value="10,77,120,255,rgb:0.0392156862745098,0.30196078431372547,0.47058823529411764,1"></Option>
          <Option name="horizontal_anchor_point" type="QString" value="1"></Option>
          <Option name="joinstyle" type="QString" value="round"></Option>
          <Option name="name" type="QString" value="pentagon"></Option>
          <Option name="offset" type="QString" value="-2.36500000000000021,-1.08000000000000007"></Option>
          <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="offset_unit" type="QString" value="MM"></Option>
          <Option name="outline_color" type="QString" value="255,255,255,255,rgb:1,1,1,1"></Option>
          <Option name="outline_style" type="QString" value="solid"></Option>
          <Option name="outline_width" type="QString" value="0.1"></Option>
          <Option name="outline_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="outline_width_unit" type="QString" value="MM"></Option>
          <Option name="scale_method" type="QString" value="diameter"></Option>
          <Option name="size" type="QString" value="2.016"></Option>
          <Option name="size_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="size_unit" type="QString" value="MM"></Option>
          <Option name="vertical_anchor_point" type="QString" value="1"></Option>
         </Option>
         <data_defined_properties>
          <Option type="Map">
           <Option name="name" type="QString" value=""></Option>
           <Option name="properties" type="Map">
            <Option name="enabled" type="Map">
             <Option name="active" type="bool" value="true"></Option>
             <Option name="expression" type="QString" value="@geometry_part_num IS 7"></Option>
             <Option name="type" type="int" value="3"></Option>
            </Option>
           </Option>
           <Option name="type" type="QString" value="collection"></Option>
          </Option>
         </data_defined_properties>
        </layer>
        <layer class="SimpleMarker" enabled="1" id="{00000000-0000-0000-0000-000000000070}" locked="0" pass="0">
         <Option type="Map">
          <Option name="angle" type="QString" value="180"></Option>
          <Option name="cap_style" type="QString" value="square"></Option>
          <Option name="color" type="QString" value="163,227,250,255,rgb:0.63921568627450975,0.8901960784313725,0.98039215686274506,1"></Option>
          <Option name="horizontal_anchor_point" type="QString" value="1"></Option>
          <Option name="joinstyle" type="QString" value="round"></Option>
          <Option name="name" type="QString" value="triangle"></Option>
          <Option name="offset" type="QString" value="-2.36500000000000021,1.08000000000000007"></Option>
          <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="offset_unit" type="QString" value="MM"></Option>
          <Option name="outline_color" type="QString" value="38,38,38,255,rgb:0.14901960784313725,0.14901960784313725,0.14901960784313725,1"></Option>
          <Option name="outline_style" type="QString" value="solid"></Option>
          <Option name="outline_width" type="QString" value="0.1"></Option>
          <Option name="outline_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="outline_width_unit" type="QString" value="MM"></Option>
          <Option name="scale_method" type="QString" value="diameter"></Option>
          <Option name="size" type="QString" value="1.908"></Option>
          <Option name="size_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="size_unit" type="QString" value="MM"></Option>
          <Option name="vertical_anchor_point" type="QString" value="1"></Option>
         </Option>
         <data_defined_properties>
          <Option type="Map">
           <Option name="name" type="QString" value=""></Option>
           <Option name="properties" type="Map">
            <Option name="enabled" type="Map">
             <Option name="active" type="bool" value="true"></Option>
             <Option name="expression" type="QString" value="@geometry_part_num IS 8"></Option>
             <Option name="type" type="int" value="3"></Option>
            </Option>
           </Option>
           <Option name="type" type="QString" value="collection"></Option>
          </Option>
         </data_defined_properties>
        </layer>
        <layer class="SimpleMarker" enabled="1" id="{00000000-0000-0000-0000-000000000071}" locked="0" pass="0">
         <Option type="Map">
          <Option name="angle" type="QString" value="0"></Option>
          <Option name="cap_style" type="QString" value="square"></Option>
          <Option name="color" type="QString" value="196,174,90,255,rgb:0.7686274509803922,0.68235294117647061,0.35294117647058826,1"></Option>
          <Option name="horizontal_anchor_point" type="QString" value="1"></Option>
          <Option name="joinstyle" type="QString" value="round"></Option>
          <Option name="name" type="QString" value="cross_fill"></Option>
          <Option name="offset" type="QString" value="-0.73299999999999998,2.49500000000000011"></Option>
          <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="offset_unit" type="QString" value="MM"></Option>
          <Option name="outline_color" type="QString" value="38,38,38,255,rgb:0.14901960784313725,0.14901960784313725,0.14901960784313725,1"></Option>
          <Option name="outline_style" type="QString" value="solid"></Option>
          <Option name="outline_width" type="QString" value="0.1"></Option>
          <Option name="outline_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="outline_width_unit" type="QString" value="MM"></Option>
          <Option name="scale_method" type="QString" value="diameter"></Option>
          <Option name="size" type="QString" value="2.016"></Option>
          <Option name="size_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="size_unit" type="QString" value="MM"></Option>
          <Option name="vertical_anchor_point" type="QString" value="1"></Option>
         </Option>
         <data_defined_properties>
          <Option type="Map">
           <Option name="name" type="QString" value=""></Option>
           <Option name="properties" type="Map">
            <Option name="enabled" type="Map">
             <Option name="active" type="bool" value="true"></Option>
             <Option name="expression" type="QString" value="@geometry_part_num IS 9"></Option>
             <Option name="type" type="int" value="3"></Option>
            </Option>
           </Option>
           <Option name="type" type="QString" value="collection"></Option>
          </Option>
         </data_defined_properties>
        </layer>
        <layer class="SimpleMarker" enabled="1" id="{00000000-0000-0000-0000-000000000072}" locked="0" pass="0">
         <Option type="Map">
          <Option name="angle" type="QString" value="0"></Option>
          <Option name="cap_style" type="QString" value="square"></Option>
          <Option name="color" type="QString" value="154,79,214,255,rgb:0.60392156862745094,0.30980392156862746,0.83921568627450982,1"></Option>
          <Option name="horizontal_anchor_point" type="QString" value="1"></Option>
          <Option name="joinstyle" type="QString" value="round"></Option>
          <Option name="name" type="QString" value="diamond"></Option>
          <Option name="offset" type="QString" value="-1.40599999999999992,-2.18699999999999983"></Option>
          <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="offset_unit" type="QString" value="MM"></Option>
          <Option name="outline_color" type="QString" value="255,255,255,255,rgb:1,1,1,1"></Option>
          <Option name="outline_style" type="QString" value="solid"></Option>
          <Option name="outline_width" type="QString" value="0.1"></Option>
          <Option name="outline_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="outline_width_unit" type="QString" value="MM"></Option>
          <Option name="scale_method" type="QString" value="diameter"></Option>
          <Option name="size" type="QString" value="2.16"></Option>
          <Option name="size_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="size_unit" type="QString" value="MM"></Option>
          <Option name="vertical_anchor_point" type="QString" value="1"></Option>
         </Option>
         <data_defined_properties>
          <Option type="Map">
           <Option name="name" type="QString" value=""></Option>
           <Option name="properties" type="Map">
            <Option name="enabled" type="Map">
             <Option name="active" type="bool" value="true"></Option>
             <Option name="expression" type="QString" value="@geometry_part_num IS 10"></Option>
             <Option name="type" type="int" value="3"></Option>
            </Option>
           </Option>
           <Option name="type" type="QString" value="collection"></Option>
          </Option>
         </data_defined_properties>
        </layer>
        <layer class="SimpleMarker" enabled="1" id="{00000000-0000-0000-0000-000000000073}" locked="0" pass="0">
         <Option type="Map">
          <Option name="angle" type="QString" value="0"></Option>
          <Option name="cap_style" type="QString" value="square"></Option>
          <Option name="color" type="QString" value="26,26,26,255,rgb:0.10196078431372549,0.10196078431372549,0.10196078431372549,1"></Option>
          <Option name="horizontal_anchor_point" type="QString" value="1"></Option>
          <Option name="joinstyle" type="QString" value="round"></Option>
          <Option name="name" type="QString" value="semi_circle"></Option>
          <Option name="offset" type="QString" value="2.57399999999999984,0.37"></Option>
          <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="offset_unit" type="QString" value="MM"></Option>
          <Option name="outline_color" type="QString" value="255,255,255,255,rgb:1,1,1,1"></Option>
          <Option name="outline_style" type="QString" value="solid"></Option>
          <Option name="outline_width" type="QString" value="0.1"></Option>
          <Option name="outline_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="outline_width_unit" type="QString" value="MM"></Option>
          <Option name="scale_method" type="QString" value="diameter"></Option>
          <Option name="size" type="QString" value="2.34"></Option>
          <Option name="size_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="size_unit" type="QString" value="MM"></Option>
          <Option name="vertical_anchor_point" type="QString" value="1"></Option>
         </Option>
         <data_defined_properties>
          <Option type="Map">
           <Option name="name" type="QString" value=""></Option>
           <Option name="properties" type="Map">
            <Option name="enabled" type="Map">
             <Option name="active" type="bool" value="true"></Option>
             <Option name="expression" type="QString" value="@geometry_part_num IS 11"></Option>
             <Option name="type" type="int" value="3"></Option>
            </Option>
           </Option>
           <Option name="type" type="QString" value="collection"></Option>
          </Option>
         </data_defined_properties>
        </layer>
        <layer class="SimpleMarker" enabled="1" id="{00000000-0000-0000-0000-000000000074}" locked="0" pass="0">
         <Option type="Map">
          <Option name="angle" type="QString" value="0"></Option>
          <Option name="cap_style" type="QString" value="square"></Option>
          <Option name="color" type="QString" value="120,134,143,255,rgb:0.47058823529411764,0.52549019607843139,0.5607843137254902,1"></Option>
          <Option name="horizontal_anchor_point" type="QString" value="1"></Option>
          <Option name="joinstyle" type="QString" value="round"></Option>
          <Option name="name" type="QString" value="octagon"></Option>
          <Option name="offset" type="QString" value="-1.96500000000000008,1.70300000000000007"></Option>
          <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="offset_unit" type="QString" value="MM"></Option>
          <Option name="outline_color" type="QString" value="255,255,255,255,rgb:1,1,1,1"></Option>
          <Option name="outline_style" type="QString" value="solid"></Option>
          <Option name="outline_width" type="QString" value="0.1"></Option>
          <Option name="outline_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="outline_width_unit" type="QString" value="MM"></Option>
          <Option name="scale_method" type="QString" value="diameter"></Option>
          <Option name="size" type="QString" value="1.8"></Option>
          <Option name="size_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="size_unit" type="QString" value="MM"></Option>
          <Option name="vertical_anchor_point" type="QString" value="1"></Option>
         </Option>
         <data_defined_properties>
          <Option type="Map">
           <Option name="name" type="QString" value=""></Option>
           <Option name="properties" type="Map">
            <Option name="enabled" type="Map">
             <Option name="active" type="bool" value="true"></Option>
             <Option name="expression" type="QString" value="@geometry_part_num IS 12"></Option>
             <Option name="type" type="int" value="3"></Option>
            </Option>
           </Option>
           <Option name="type" type="QString" value="collection"></Option>
          </Option>
         </data_defined_properties>
        </layer>
       </symbol>
      </layer>
     </symbol>
    </layer>
   </symbol>
   <symbol alpha="1" clip_to_extent="1" force_rhr="0" frame_rate="10" is_animated="0" name="12" type="marker">
    <data_defined_properties>
     <Option type="Map">
      <Option name="name" type="QString" value=""></Option>
      <Option name="properties"></Option>
      <Option name="type" type="QString" value="collection"></Option>
     </Option>
    </data_defined_properties>
    <layer class="SimpleMarker" enabled="1" id="{00000000-0000-0000-0000-000000000075}" locked="0" pass="0">
     <Option type="Map">
      <Option name="angle" type="QString" value="0"></Option>
      <Option name="cap_style" type="QString" value="square"></Option>
      <Option name="color" type="QString" value="204,63,12,255,rgb:0.80000000000000004,0.24705882352941178,0.04705882352941176,1"></Option>
      <Option name="horizontal_anchor_point" type="QString" value="1"></Option>
      <Option name="joinstyle" type="QString" value="round"></Option>
      <Option name="name" type="QString" value="circle"></Option>
      <Option name="offset" type="QString" value="0,0"></Option>
      <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="offset_unit" type="QString" value="MM"></Option>
      <Option name="outline_color" type="QString" value="255,255,255,255,rgb:1,1,1,1"></Option>
      <Option name="outline_style" type="QString" value="solid"></Option>
      <Option name="outline_width" type="QString" value="0.2"></Option>
      <Option name="outline_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="outline_width_unit" type="QString" value="MM"></Option>
      <Option name="scale_method" type="QString" value="diameter"></Option>
      <Option name="size" type="QString" value="2.6"></Option>
      <Option name="size_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="size_unit" type="QString" value="MM"></Option>
      <Option name="vertical_anchor_point" type="QString" value="1"></Option>
     </Option>
     <data_defined_properties>
      <Option type="Map">
       <Option name="name" type="QString" value=""></Option>
       <Option name="properties"></Option>
       <Option name="type" type="QString" value="collection"></Option>
      </Option>
     </data_defined_properties>
    </layer>
    <layer class="SimpleMarker" enabled="1" id="{00000000-0000-0000-0000-000000000076}" locked="0" pass="0">
     <Option type="Map">
      <Option name="angle" type="QString" value="0"></Option>
      <Option name="cap_style" type="QString" value="square"></Option>
      <Option name="color" type="QString" value="247,224,0,255,rgb:0.96862745098039216,0.8784313725490196,0,1"></Option>
      <Option name="horizontal_anchor_point" type="QString" value="1"></Option>
      <Option name="joinstyle" type="QString" value="round"></Option>
      <Option name="name" type="QString" value="star"></Option>
      <Option name="offset" type="QString" value="0,-2.60000000000000009"></Option>
      <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="offset_unit" type="QString" value="MM"></Option>
      <Option name="outline_color" type="QString" value="38,38,38,255,rgb:0.14901960784313725,0.14901960784313725,0.14901960784313725,1"></Option>
      <Option name="outline_style" type="QString" value="solid"></Option>
      <Option name="outline_width" type="QString" value="0.1"></Option>
      <Option name="outline_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="outline_width_unit" type="QString" value="MM"></Option>
      <Option name="scale_method" type="QString" value="diameter"></Option>
      <Option name="size" type="QString" value="2.7"></Option>
      <Option name="size_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="size_unit" type="QString" value="MM"></Option>
      <Option name="vertical_anchor_point" type="QString" value="1"></Option>
     </Option>
     <data_defined_properties>
      <Option type="Map">
       <Option name="name" type="QString" value=""></Option>
       <Option name="properties"></Option>
       <Option name="type" type="QString" value="collection"></Option>
      </Option>
     </data_defined_properties>
    </layer>
    <layer class="SimpleMarker" enabled="1" id="{00000000-0000-0000-0000-000000000077}" locked="0" pass="0">
     <Option type="Map">
      <Option name="angle" type="QString" value="0"></Option>
      <Option name="cap_style" type="QString" value="square"></Option>
      <Option name="color" type="QString" value="143,47,64,255,rgb:0.5607843137254902,0.18431372549019609,0.25098039215686274,1"></Option>
      <Option name="horizontal_anchor_point" type="QString" value="1"></Option>
      <Option name="joinstyle" type="QString" value="round"></Option>
      <Option name="name" type="QString" value="square"></Option>
      <Option name="offset" type="QString" value="-2.57399999999999984,0.37"></Option>
      <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="offset_unit" type="QString" value="MM"></Option>
      <Option name="outline_color" type="QString" value="255,255,255,255,rgb:1,1,1,1"></Option>
      <Option name="outline_style" type="QString" value="solid"></Option>
      <Option name="outline_width" type="QString" value="0.1"></Option>
      <Option name="outline_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="outline_width_unit" type="QString" value="MM"></Option>
      <Option name="scale_method" type="QString" value="diameter"></Option>
      <Option name="size" type="QString" value="1.656"></Option>
      <Option name="size_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="size_unit" type="QString" value="MM"></Option>
      <Option name="vertical_anchor_point" type="QString" value="1"></Option>
     </Option>
     <data_defined_properties>
      <Option type="Map">
       <Option name="name" type="QString" value=""></Option>
       <Option name="properties"></Option>
       <Option name="type" type="QString" value="collection"></Option>
      </Option>
     </data_defined_properties>
    </layer>
   </symbol>
   <symbol alpha="1" clip_to_extent="1" force_rhr="0" frame_rate="10" is_animated="0" name="2" type="marker">
    <data_defined_properties>
     <Option type="Map">
      <Option name="name" type="QString" value=""></Option>
      <Option name="properties"></Option>
      <Option name="type" type="QString" value="collection"></Option>
     </Option>
    </data_defined_properties>
    <layer class="SimpleMarker" enabled="1" id="{00000000-0000-0000-0000-000000000078}" locked="0" pass="0">
     <Option type="Map">
      <Option name="angle" type="QString" value="0"></Option>
      <Option name="cap_style" type="QString" value="square"></Option>
      <Option name="color" type="QString" value="143,47,64,255,rgb:0.5607843137254902,0.18431372549019609,0.25098039215686274,1"></Option>
      <Option name="horizontal_anchor_point" type="QString" value="1"></Option>
      <Option name="joinstyle" type="QString" value="round"></Option>
      <Option name="name" type="QString" value="square"></Option>
      <Option name="offset" type="QString" value="0,0"></Option>
      <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="offset_unit" type="QString" value="MM"></Option>
      <Option name="outline_color" type="QString" value="255,255,255,255,rgb:1,1,1,1"></Option>
      <Option name="outline_style" type="QString" value="solid"></Option>
      <Option name="outline_width" type="QString" value="0.2"></Option>
      <Option name="outline_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="outline_width_unit" type="QString" value="MM"></Option>
      <Option name="scale_method" type="QString" value="diameter"></Option>
      <Option name="size" type="QString" value="2.392"></Option>
      <Option name="size_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="size_unit" type="QString" value="MM"></Option>
      <Option name="vertical_anchor_point" type="QString" value="1"></Option>
     </Option>
     <data_defined_properties>
      <Option type="Map">
       <Option name="name" type="QString" value=""></Option>
       <Option name="properties"></Option>
       <Option name="type" type="QString" value="collection"></Option>
      </Option>
     </data_defined_properties>
    </layer>
    <layer class="SimpleMarker" enabled="1" id="{00000000-0000-0000-0000-000000000079}" locked="0" pass="0">
     <Option type="Map">
      <Option name="angle" type="QString" value="0"></Option>
      <Option name="cap_style" type="QString" value="square"></Option>
      <Option name="color" type="QString" value="143,47,64,255,rgb:0.5607843137254902,0.18431372549019609,0.25098039215686274,1"></Option>
      <Option name="horizontal_anchor_point" type="QString" value="1"></Option>
      <Option name="joinstyle" type="QString" value="round"></Option>
      <Option name="name" type="QString" value="square"></Option>
      <Option name="offset" type="QString" value="0,0"></Option>
      <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="offset_unit" type="QString" value="MM"></Option>
      <Option name="outline_color" type="QString" value="255,255,255,255,rgb:1,1,1,1"></Option>
      <Option name="outline_style" type="QString" value="solid"></Option>
      <Option name="outline_width" type="QString" value="0.2"></Option>
      <Option name="outline_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="outline_width_unit" type="QString" value="MM"></Option>
      <Option name="scale_method" type="QString" value="diameter"></Option>
      <Option name="size" type="QString" value="3.1096"></Option>
      <Option name="size_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="size_unit" type="QString" value="MM"></Option>
      <Option name="vertical_anchor_point" type="QString" value="1"></Option>
     </Option>
     <data_defined_properties>
      <Option type="Map">
       <Option name="name" type="QString" value=""></Option>
       <Option name="properties" type="Map">
        <Option name="enabled" type="Map">
         <Option name="active" type="bool" value="true"></Option>
         <Option name="expression" type="QString" value="&quot;occurrence_type&quot; IS 'deposit'"></Option>
         <Option name="type" type="int" value="3"></Option>
        </Option>
       </Option>
       <Option name="type" type="QString" value="collection"></Option>
      </Option>
     </data_defined_properties>
    </layer>
    <layer class="SimpleMarker" enabled="1" id="{00000000-0000-0000-0000-000000000080}" locked="0" pass="0">
     <Option type="Map">
      <Option name="angle" type="QString" value="0"></Option>
      <Option name="cap_style" type="QString" value="square"></Option>
      <Option name="color" type="QString" value="143,47,64,255,rgb:0.5607843137254902,0.18431372549019609,0.25098039215686274,1"></Option>
      <Option name="horizontal_anchor_point" type="QString" value="1"></Option>
      <Option name="joinstyle" type="QString" value="round"></Option>
      <Option name="name" type="QString" value="square"></Option>
      <Option name="offset" type="QString" value="0,0"></Option>
      <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="offset_unit" type="QString" value="MM"></Option>
      <Option name="outline_color" type="QString" value="255,255,255,255,rgb:1,1,1,1"></Option>
      <Option name="outline_style" type="QString" value="solid"></Option>
      <Option name="outline_width" type="QString" value="0.2"></Option>
      <Option name="outline_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="outline_width_unit" type="QString" value="MM"></Option>
      <Option name="scale_method" type="QString" value="diameter"></Option>
      <Option name="size" type="QString" value="3.9468"></Option>
      <Option name="size_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="size_unit" type="QString" value="MM"></Option>
      <Option name="vertical_anchor_point" type="QString" value="1"></Option>
     </Option>
     <data_defined_properties>
      <Option type="Map">
       <Option name="name" type="QString" value=""></Option>
       <Option name="properties" type="Map">
        <Option name="enabled" type="Map">
         <Option name="active" type="bool" value="true"></Option>
         <Option name="expression" type="QString" value="&quot;mine_status&quot; IS NOT NULL"></Option>
         <Option name="type" type="int" value="3"></Option>
        </Option>
       </Option>
       <Option name="type" type="QString" value="collection"></Option>
      </Option>
     </data_defined_properties>
    </layer>
    <layer class="GeometryGenerator" enabled="1" id="{00000000-0000-0000-0000-000000000081}" locked="0" pass="0">
     <Option type="Map">
      <Option name="SymbolType" type="QString" value="Line"></Option>
      <Option name="geometryModifier" type="QString" value="CASE WHEN &quot;commodity_codes&quot; LIKE '%;%' THEN translate(geom_from_wkt(regexp_replace(replace('MULTILINESTRING((0 0,0.000000 0),(0 0,0.000000{gold}{iridium}{osmium}{palladium}{platinum}{platinum-group}{precious-metal}{rhodium}{ruthenium}{silver} 0),(0 0,0.000000{alumina}{aluminium}{base-metal}{bauxite}{cobalt}{copper}{lead}{nickel}{tin}{x-polymetallic}{zinc} 0),(0 0,0.000000{chromite}{chromium}{ferrous-metal}{hematite}{ilmenite}{iron}{iron-ore}{magnetite}{manganese}{molybdenum}{titanium}{vanadium} 0),(0 0,0.000000{graphite}{lithium} 0),(0 0,0.000000{cerium}{dysprosium}{erbium}{europium}{gadolinium}{holmium}{hree}{lanthanum}{lree}{lutetium}{monazite}{neodymium}{praseodymium}{promethium}{rare-earth-element}{rare-earth-oxide}{samarium}{scandium}{terbium}{thulium}{x-xenotime}{ytterbium}{yttrium} 0),(0 0,0.000000{antimony}{arsenic}{beryllium}{bismuth}{cadmium}{cesium}{gallium}{germanium}{hafnium}{heavy-mineral-sand}{indium}{magnesium}{mercury}{niobium}{rhenium}{rubidium}{rutile}{selenium}{silicon}{strontium}{tantalum}{tellurium}{thallium}{tungsten}{zircon}{zirconium} 0),(0 0,0.000000{alunite}{andalusite}{anhydrite}{apatite}{asbestos}{barium}{baryte}{bentonite}{borate}{boron}{bromine}{calcite}{clay}{corundum}{diatomite}{feldspar}{fluorine}{fluorite}{garnet}{glauconite}{gypsum}{iodine}{kaolin}{kyanite}{laterite}{magnesite}{mica}{nitrate}{olivine}{perlite}{phosphate-rock}{phosphorus}{potash}{pozzolan}{pumice}{pyrite}{pyrophyllite}{quartz}{salt}{serpentine}{silica}{silica-sand}{sulphur}{talc}{vermiculite}{wollastonite}{x-dolomite}{zeolite} 0),(0 0,0.000000{aggregate}{basalt}{crushed-rock}{dimension-stone}{granite}{limestone}{marble}{sand}{sand-and-gravel}{x-andesite}{x-gravel} 0),(0 0,0.000000{diamond}{emerald}{gemstones}{jade}{opal}{ruby}{sapphire} 0),(0 0,0.000000{anthracite}{asphalt}{brown-coal}{coal}{oil}{oil-shale}{peat}{reservoir-gas}{thorium}{uranium}{x-coking-coal}{x-geothermal}{x-helium} 0),(0 0,0.000000{x-unspecified} 0))', from_json('{&quot;{' || replace(&quot;commodity_codes&quot;, '; ', '}&quot;:1,&quot;{') || '}&quot;:1}')), '[{][^}]*[}]', '')), $x, $y) END"></Option>
      <Option name="units" type="QString" value="MapUnit"></Option>
     </Option>
     <data_defined_properties>
      <Option type="Map">
       <Option name="name" type="QString" value=""></Option>
       <Option name="properties" type="Map">
        <Option name="enabled" type="Map">
         <Option name="active" type="bool" value="true"></Option>
         <Option name="expression" type="QString" value="coalesce(@map_scale &lt;= 250000, false)"></Option>
         <Option name="type" type="int" value="3"></Option>
        </Option>
       </Option>
       <Option name="type" type="QString" value="collection"></Option>
      </Option>
     </data_defined_properties>
     <symbol alpha="1" clip_to_extent="1" force_rhr="0" frame_rate="10" is_animated="0" name="@2@3" type="line">
      <data_defined_properties>
       <Option type="Map">
        <Option name="name" type="QString" value=""></Option>
        <Option name="properties"></Option>
        <Option name="type" type="QString" value="collection"></Option>
       </Option>
      </data_defined_properties>
      <layer class="MarkerLine" enabled="1" id="{00000000-0000-0000-0000-000000000082}" locked="0" pass="0">
       <Option type="Map">
        <Option name="average_angle_length" type="QString" value="4"></Option>
        <Option name="average_angle_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
        <Option name="average_angle_unit" type="QString" value="MM"></Option>
        <Option name="interval" type="QString" value="3"></Option>
        <Option name="interval_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
        <Option name="interval_unit" type="QString" value="MM"></Option>
        <Option name="offset" type="QString" value="0"></Option>
        <Option name="offset_along_line" type="QString" value="0"></Option>
        <Option name="offset_along_line_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
        <Option name="offset_along_line_unit" type="QString" value="MM"></Option>
        <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
        <Option name="offset_unit" type="QString" value="MM"></Option>
        <Option name="place_on_every_part" type="bool" value="true"></Option>
        <Option name="placements" type="QString" value="Interval"></Option>
        <Option name="ring_filter" type="QString" value="0"></Option>
        <Option name="rotate" type="QString" value="0"></Option>
       </Option>
       <data_defined_properties>
        <Option type="Map">
         <Option name="name" type="QString" value=""></Option>
         <Option name="properties"></Option>
         <Option name="type" type="QString" value="collection"></Option>
        </Option>
       </data_defined_properties>
       <symbol alpha="1" clip_to_extent="1" force_rhr="0" frame_rate="10" is_animated="0" name="@@2@3@0" type="marker">
        <data_defined_properties>
         <Option type="Map">
          <Option name="name" type="QString" value=""></Option>
          <Option name="properties"></Option>
          <Option name="type" type="QString" value="collection"></Option>
         </Option>
        </data_defined_properties>
        <layer class="SimpleMarker" enabled="1" id="{00000000-0000-0000-0000-000000000083}" locked="0" pass="0">
         <Option type="Map">
          <Option name="angle" type="QString" value="0"></Option>
          <Option name="cap_style" type="QString" value="square"></Option>
          <Option name="color" type="QString" value="247,224,0,255,rgb:0.96862745098039216,0.8784313725490196,0,1"></Option>
          <Option name="horizontal_anchor_point" type="QString" value="1"></Option>
          <Option name="joinstyle" type="QString" value="round"></Option>
          <Option name="name" type="QString" value="star"></Option>
          <Option name="offset" type="QString" value="0,-2.60000000000000009"></Option>
          <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="offset_unit" type="QString" value="MM"></Option>
          <Option name="outline_color" type="QString" value="38,38,38,255,rgb:0.14901960784313725,0.14901960784313725,0.14901960784313725,1"></Option>
          <Option name="outline_style" type="QString" value="solid"></Option>
          <Option name="outline_width" type="QString" value="0.1"></Option>
          <Option name="outline_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="outline_width_unit" type="QString" value="MM"></Option>
          <Option name="scale_method" type="QString" value="diameter"></Option>
          <Option name="size" type="QString" value="2.7"></Option>
          <Option name="size_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="size_unit" type="QString" value="MM"></Option>
          <Option name="vertical_anchor_point" type="QString" value="1"></Option>
         </Option>
         <data_defined_properties>
          <Option type="Map">
           <Option name="name" type="QString" value=""></Option>
           <Option name="properties" type="Map">
            <Option name="enabled" type="Map">
             <Option name="active" type="bool" value="true"></Option>
             <Option name="expression" type="QString" value="@geometry_part_num IS 2"></Option>
             <Option name="type" type="int" value="3"></Option>
            </Option>
           </Option>
           <Option name="type" type="QString" value="collection"></Option>
          </Option>
         </data_defined_properties>
        </layer>
        <layer class="SimpleMarker" enabled="1" id="{00000000-0000-0000-0000-000000000084}" locked="0" pass="0">
         <Option type="Map">
          <Option name="angle" type="QString" value="0"></Option>
          <Option name="cap_style" type="QString" value="square"></Option>
          <Option name="color" type="QString" value="204,63,12,255,rgb:0.80000000000000004,0.24705882352941178,0.04705882352941176,1"></Option>
          <Option name="horizontal_anchor_point" type="QString" value="1"></Option>
          <Option name="joinstyle" type="QString" value="round"></Option>
          <Option name="name" type="QString" value="circle"></Option>
          <Option name="offset" type="QString" value="1.96500000000000008,1.70300000000000007"></Option>
          <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="offset_unit" type="QString" value="MM"></Option>
          <Option name="outline_color" type="QString" value="255,255,255,255,rgb:1,1,1,1"></Option>
          <Option name="outline_style" type="QString" value="solid"></Option>
          <Option name="outline_width" type="QString" value="0.1"></Option>
          <Option name="outline_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="outline_width_unit" type="QString" value="MM"></Option>
          <Option name="scale_method" type="QString" value="diameter"></Option>
          <Option name="size" type="QString" value="1.8"></Option>
          <Option name="size_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="size_unit" type="QString" value="MM"></Option>
          <Option name="vertical_anchor_point" type="QString" value="1"></Option>
         </Option>
         <data_defined_properties>
          <Option type="Map">
           <Option name="name" type="QString" value=""></Option>
           <Option name="properties" type="Map">
            <Option name="enabled" type="Map">
             <Option name="active" type="bool" value="true"></Option>
             <Option name="expression" type="QString" value="@geometry_part_num IS 3"></Option>
             <Option name="type" type="int" value="3"></Option>
            </Option>
           </Option>
           <Option name="type" type="QString" value="collection"></Option>
          </Option>
         </data_defined_properties>
        </layer>
        <layer class="SimpleMarker" enabled="1" id="{00000000-0000-0000-0000-000000000085}" locked="0" pass="0">
         <Option type="Map">
          <Option name="angle" type="QString" value="0"></Option>
          <Option name="cap_style" type="QString" value="square"></Option>
          <Option name="color" type="QString" value="6,164,118,255,rgb:0.02352941176470588,0.64313725490196083,0.46274509803921571,1"></Option>
          <Option name="horizontal_anchor_point" type="QString" value="1"></Option>
          <Option name="joinstyle" type="QString" value="round"></Option>
          <Option name="name" type="QString" value="hexagon"></Option>
          <Option name="offset" type="QString" value="1.40599999999999992,-2.18699999999999983"></Option>
          <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="offset_unit" type="QString" value="MM"></Option>
          <Option name="outline_color" type="QString" value="38,38,38,255,rgb:0.14901960784313725,0.14901960784313725,0.14901960784313725,1"></Option>
          <Option name="outline_style" type="QString" value="solid"></Option>
          <Option name="outline_width" type="QString" value="0.1"></Option>
          <Option name="outline_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="outline_width_unit" type="QString" value="MM"></Option>
          <Option name="scale_method" type="QString" value="diameter"></Option>
          <Option name="size" type="QString" value="2.016"></Option>
          <Option name="size_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="size_unit" type="QString" value="MM"></Option>
          <Option name="vertical_anchor_point" type="QString" value="1"></Option>
         </Option>
         <data_defined_properties>
          <Option type="Map">
           <Option name="name" type="QString" value=""></Option>
           <Option name="properties" type="Map">
            <Option name="enabled" type="Map">
             <Option name="active" type="bool" value="true"></Option>
             <Option name="expression" type="QString" value="@geometry_part_num IS 5"></Option>
             <Option name="type" type="int" value="3"></Option>
            </Option>
           </Option>
           <Option name="type" type="QString" value="collection"></Option>
          </Option>
         </data_defined_properties>
        </layer>
        <layer class="SimpleMarker" enabled="1" id="{00000000-0000-0000-0000-000000000086}" locked="0" pass="0">
         <Option type="Map">
          <Option name="angle" type="QString" value="0"></Option>
          <Option name="cap_style" type="QString" value="square"></Option>
          <Option name="color" type="QString" value="224,122,198,255,rgb:0.8784313725490196,0.47843137254901963,0.77647058823529413,1"></Option>
          <Option name="horizontal_anchor_point" type="QString" value="1"></Option>
          <Option name="joinstyle" type="QString" value="round"></Option>
          <Option name="name" type="QString" value="equilateral_triangle"></Option>
          <Option name="offset" type="QString" value="0.73299999999999998,2.49500000000000011"></Option>
          <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="offset_unit" type="QString" value="MM"></Option>
          <Option name="outline_color" type="QString" value="38,38,38,255,rgb:0.14901960784313725,0.14901960784313725,0.14901960784313725,1"></Option>
          <Option name="outline_style" type="QString" value="solid"></Option>
          <Option name="outline_width" type="QString" value="0.1"></Option>
          <Option name="outline_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="outline_width_unit" type="QString" value="MM"></Option>
          <Option name="scale_method" type="QString" value="diameter"></Option>
          <Option name="size" type="QString" value="2.16"></Option>
          <Option name="size_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="size_unit" type="QString" value="MM"></Option>
          <Option name="vertical_anchor_point" type="QString" value="1"></Option>
         </Option>
         <data_defined_properties>
          <Option type="Map">
           <Option name="name" type="QString" value=""></Option>
           <Option name="properties" type="Map">
            <Option name="enabled" type="Map">
             <Option name="active" type="bool" value="true"></Option>
             <Option name="expression" type="QString" value="@geometry_part_num IS 6"></Option>
             <Option name="type" type="int" value="3"></Option>
            </Option>
           </Option>
           <Option name="type" type="QString" value="collection"></Option>
          </Option>
         </data_defined_properties>
        </layer>
        <layer class="SimpleMarker" enabled="1" id="{00000000-0000-0000-0000-000000000087}" locked="0" pass="0">
         <Option type="Map">
          <Option name="angle" type="QString" value="0"></Option>
          <Option name="cap_style" type="QString" value="square"></Option>
          <Option name="color" type="QString" value="10,77,120,255,rgb:0.0392156862745098,0.30196078431372547,0.47058823529411764,1"></Option>
          <Option name="horizontal_anchor_point" type="QString" value="1"></Option>
          <Option name="joinstyle" type="QString" value="round"></Option>
          <Option name="name" type="QString" value="pentagon"></Option>
          <Option name="offset" type="QString" value="-2.36500000000000021,-1.08000000000000007"></Option>
          <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="offset_unit" type="QString" value="MM"></Option>
          <Option name="outline_color" type="QString" value="255,255,255,255,rgb:1,1,1,1"></Option>
          <Option name="outline_style" type="QString" value="solid"></Option>
          <Option name="outline_width" type="QString" value="0.1"></Option>
          <Option name="outline_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="outline_width_unit" type="QString" value="MM"></Option>
          <Option name="scale_method" type="QString" value="diameter"></Option>
          <Option name="size" type="QString" value="2.016"></Option>
          <Option name="size_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="size_unit" type="QString" value="MM"></Option>
          <Option name="vertical_anchor_point" type="QString" value="1"></Option>
         </Option>
         <data_defined_properties>
          <Option type="Map">
           <Option name="name" type="QString" value=""></Option>
           <Option name="properties" type="Map">
            <Option name="enabled" type="Map">
             <Option name="active" type="bool" value="true"></Option>
             <Option name="expression" type="QString" value="@geometry_part_num IS 7"></Option>
             <Option name="type" type="int" value="3"></Option>
            </Option>
           </Option>
           <Option name="type" type="QString" value="collection"></Option>
          </Option>
         </data_defined_properties>
        </layer>
        <layer class="SimpleMarker" enabled="1" id="{00000000-0000-0000-0000-000000000088}" locked="0" pass="0">
         <Option type="Map">
          <Option name="angle" type="QString" value="180"></Option>
          <Option name="cap_style" type="QString" value="square"></Option>
          <Option name="color" type="QString" value="163,227,250,255,rgb:0.63921568627450975,0.8901960784313725,0.98039215686274506,1"></Option>
          <Option name="horizontal_anchor_point" type="QString" value="1"></Option>
          <Option name="joinstyle" type="QString" value="round"></Option>
          <Option name="name" type="QString" value="triangle"></Option>
          <Option name="offset" type="QString" value="-2.36500000000000021,1.08000000000000007"></Option>
          <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="offset_unit" type="QString" value="MM"></Option>
          <Option name="outline_color" type="QString" value="38,38,38,255,rgb:0.14901960784313725,0.14901960784313725,0.14901960784313725,1"></Option>
          <Option name="outline_style" type="QString" value="solid"></Option>
          <Option name="outline_width" type="QString" value="0.1"></Option>
          <Option name="outline_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="outline_width_unit" type="QString" value="MM"></Option>
          <Option name="scale_method" type="QString" value="diameter"></Option>
          <Option name="size" type="QString" value="1.908"></Option>
          <Option name="size_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="size_unit" type="QString" value="MM"></Option>
          <Option name="vertical_anchor_point" type="QString" value="1"></Option>
         </Option>
         <data_defined_properties>
          <Option type="Map">
           <Option name="name" type="QString" value=""></Option>
           <Option name="properties" type="Map">
            <Option name="enabled" type="Map">
             <Option name="active" type="bool" value="true"></Option>
             <Option name="expression" type="QString" value="@geometry_part_num IS 8"></Option>
             <Option name="type" type="int" value="3"></Option>
            </Option>
           </Option>
           <Option name="type" type="QString" value="collection"></Option>
          </Option>
         </data_defined_properties>
        </layer>
        <layer class="SimpleMarker" enabled="1" id="{00000000-0000-0000-0000-000000000089}" locked="0" pass="0">
         <Option type="Map">
          <Option name="angle" type="QString" value="0"></Option>
          <Option name="cap_style" type="QString" value="square"></Option>
          <Option name="color" type="QString" value="196,174,90,255,rgb:0.7686274509803922,0.68235294117647061,0.35294117647058826,1"></Option>
          <Option name="horizontal_anchor_point" type="QString" value="1"></Option>
          <Option name="joinstyle" type="QString" value="round"></Option>
          <Option name="name" type="QString" value="cross_fill"></Option>
          <Option name="offset" type="QString" value="-0.73299999999999998,2.49500000000000011"></Option>
          <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="offset_unit" type="QString" value="MM"></Option>
          <Option name="outline_color" type="QString" value="38,38,38,255,rgb:0.14901960784313725,0.14901960784313725,0.14901960784313725,1"></Option>
          <Option name="outline_style" type="QString" value="solid"></Option>
          <Option name="outline_width" type="QString" value="0.1"></Option>
          <Option name="outline_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="outline_width_unit" type="QString" value="MM"></Option>
          <Option name="scale_method" type="QString" value="diameter"></Option>
          <Option name="size" type="QString" value="2.016"></Option>
          <Option name="size_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="size_unit" type="QString" value="MM"></Option>
          <Option name="vertical_anchor_point" type="QString" value="1"></Option>
         </Option>
         <data_defined_properties>
          <Option type="Map">
           <Option name="name" type="QString" value=""></Option>
           <Option name="properties" type="Map">
            <Option name="enabled" type="Map">
             <Option name="active" type="bool" value="true"></Option>
             <Option name="expression" type="QString" value="@geometry_part_num IS 9"></Option>
             <Option name="type" type="int" value="3"></Option>
            </Option>
           </Option>
           <Option name="type" type="QString" value="collection"></Option>
          </Option>
         </data_defined_properties>
        </layer>
        <layer class="SimpleMarker" enabled="1" id="{00000000-0000-0000-0000-000000000090}" locked="0" pass="0">
         <Option type="Map">
          <Option name="angle" type="QString" value="0"></Option>
          <Option name="cap_style" type="QString" value="square"></Option>
          <Option name="color" type="QString" value="154,79,214,255,rgb:0.60392156862745094,0.30980392156862746,0.83921568627450982,1"></Option>
          <Option name="horizontal_anchor_point" type="QString" value="1"></Option>
          <Option name="joinstyle" type="QString" value="round"></Option>
          <Option name="name" type="QString" value="diamond"></Option>
          <Option name="offset" type="QString" value="-1.40599999999999992,-2.18699999999999983"></Option>
          <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="offset_unit" type="QString" value="MM"></Option>
          <Option name="outline_color" type="QString" value="255,255,255,255,rgb:1,1,1,1"></Option>
          <Option name="outline_style" type="QString" value="solid"></Option>
          <Option name="outline_width" type="QString" value="0.1"></Option>
          <Option name="outline_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="outline_width_unit" type="QString" value="MM"></Option>
          <Option name="scale_method" type="QString" value="diameter"></Option>
          <Option name="size" type="QString" value="2.16"></Option>
          <Option name="size_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="size_unit" type="QString" value="MM"></Option>
          <Option name="vertical_anchor_point" type="QString" value="1"></Option>
         </Option>
         <data_defined_properties>
          <Option type="Map">
           <Option name="name" type="QString" value=""></Option>
           <Option name="properties" type="Map">
            <Option name="enabled" type="Map">
             <Option name="active" type="bool" value="true"></Option>
             <Option name="expression" type="QString" value="@geometry_part_num IS 10"></Option>
             <Option name="type" type="int" value="3"></Option>
            </Option>
           </Option>
           <Option name="type" type="QString" value="collection"></Option>
          </Option>
         </data_defined_properties>
        </layer>
        <layer class="SimpleMarker" enabled="1" id="{00000000-0000-0000-0000-000000000091}" locked="0" pass="0">
         <Option type="Map">
          <Option name="angle" type="QString" value="0"></Option>
          <Option name="cap_style" type="QString" value="square"></Option>
          <Option name="color" type="QString" value="26,26,26,255,rgb:0.10196078431372549,0.10196078431372549,0.10196078431372549,1"></Option>
          <Option name="horizontal_anchor_point" type="QString" value="1"></Option>
          <Option name="joinstyle" type="QString" value="round"></Option>
          <Option name="name" type="QString" value="semi_circle"></Option>
          <Option name="offset" type="QString" value="2.57399999999999984,0.37"></Option>
          <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="offset_unit" type="QString" value="MM"></Option>
          <Option name="outline_color" type="QString" value="255,255,255,255,rgb:1,1,1,1"></Option>
          <Option name="outline_style" type="QString" value="solid"></Option>
          <Option name="outline_width" type="QString" value="0.1"></Option>
          <Option name="outline_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="outline_width_unit" type="QString" value="MM"></Option>
          <Option name="scale_method" type="QString" value="diameter"></Option>
          <Option name="size" type="QString" value="2.34"></Option>
          <Option name="size_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="size_unit" type="QString" value="MM"></Option>
          <Option name="vertical_anchor_point" type="QString" value="1"></Option>
         </Option>
         <data_defined_properties>
          <Option type="Map">
           <Option name="name" type="QString" value=""></Option>
           <Option name="properties" type="Map">
            <Option name="enabled" type="Map">
             <Option name="active" type="bool" value="true"></Option>
             <Option name="expression" type="QString" value="@geometry_part_num IS 11"></Option>
             <Option name="type" type="int" value="3"></Option>
            </Option>
           </Option>
           <Option name="type" type="QString" value="collection"></Option>
          </Option>
         </data_defined_properties>
        </layer>
        <layer class="SimpleMarker" enabled="1" id="{00000000-0000-0000-0000-000000000092}" locked="0" pass="0">
         <Option type="Map">
          <Option name="angle" type="QString" value="0"></Option>
          <Option name="cap_style" type="QString" value="square"></Option>
          <Option name="color" type="QString" value="120,134,143,255,rgb:0.47058823529411764,0.52549019607843139,0.5607843137254902,1"></Option>
          <Option name="horizontal_anchor_point" type="QString" value="1"></Option>
          <Option name="joinstyle" type="QString" value="round"></Option>
          <Option name="name" type="QString" value="octagon"></Option>
          <Option name="offset" type="QString" value="-1.96500000000000008,1.70300000000000007"></Option>
          <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="offset_unit" type="QString" value="MM"></Option>
          <Option name="outline_color" type="QString" value="255,255,255,255,rgb:1,1,1,1"></Option>
          <Option name="outline_style" type="QString" value="solid"></Option>
          <Option name="outline_width" type="QString" value="0.1"></Option>
          <Option name="outline_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="outline_width_unit" type="QString" value="MM"></Option>
          <Option name="scale_method" type="QString" value="diameter"></Option>
          <Option name="size" type="QString" value="1.8"></Option>
          <Option name="size_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="size_unit" type="QString" value="MM"></Option>
          <Option name="vertical_anchor_point" type="QString" value="1"></Option>
         </Option>
         <data_defined_properties>
          <Option type="Map">
           <Option name="name" type="QString" value=""></Option>
           <Option name="properties" type="Map">
            <Option name="enabled" type="Map">
             <Option name="active" type="bool" value="true"></Option>
             <Option name="expression" type="QString" value="@geometry_part_num IS 12"></Option>
             <Option name="type" type="int" value="3"></Option>
            </Option>
           </Option>
           <Option name="type" type="QString" value="collection"></Option>
          </Option>
         </data_defined_properties>
        </layer>
       </symbol>
      </layer>
     </symbol>
    </layer>
   </symbol>
   <symbol alpha="1" clip_to_extent="1" force_rhr="0" frame_rate="10" is_animated="0" name="3" type="marker">
    <data_defined_properties>
     <Option type="Map">
      <Option name="name" type="QString" value=""></Option>
      <Option name="properties"></Option>
      <Option name="type" type="QString" value="collection"></Option>
     </Option>
    </data_defined_properties>
    <layer class="SimpleMarker" enabled="1" id="{00000000-0000-0000-0000-000000000093}" locked="0" pass="0">
     <Option type="Map">
      <Option name="angle" type="QString" value="0"></Option>
      <Option name="cap_style" type="QString" value="square"></Option>
      <Option name="color" type="QString" value="6,164,118,255,rgb:0.02352941176470588,0.64313725490196083,0.46274509803921571,1"></Option>
      <Option name="horizontal_anchor_point" type="QString" value="1"></Option>
      <Option name="joinstyle" type="QString" value="round"></Option>
      <Option name="name" type="QString" value="hexagon"></Option>
      <Option name="offset" type="QString" value="0,0"></Option>
      <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="offset_unit" type="QString" value="MM"></Option>
      <Option name="outline_color" type="QString" value="38,38,38,255,rgb:0.14901960784313725,0.14901960784313725,0.14901960784313725,1"></Option>
      <Option name="outline_style" type="QString" value="solid"></Option>
      <Option name="outline_width" type="QString" value="0.2"></Option>
      <Option name="outline_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="outline_width_unit" type="QString" value="MM"></Option>
      <Option name="scale_method" type="QString" value="diameter"></Option>
      <Option name="size" type="QString" value="2.912"></Option>
      <Option name="size_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="size_unit" type="QString" value="MM"></Option>
      <Option name="vertical_anchor_point" type="QString" value="1"></Option>
     </Option>
     <data_defined_properties>
      <Option type="Map">
       <Option name="name" type="QString" value=""></Option>
       <Option name="properties"></Option>
       <Option name="type" type="QString" value="collection"></Option>
      </Option>
     </data_defined_properties>
    </layer>
    <layer class="SimpleMarker" enabled="1" id="{00000000-0000-0000-0000-000000000094}" locked="0" pass="0">
     <Option type="Map">
      <Option name="angle" type="QString" value="0"></Option>
      <Option name="cap_style" type="QString" value="square"></Option>
      <Option name="color" type="QString" value="6,164,118,255,rgb:0.02352941176470588,0.64313725490196083,0.46274509803921571,1"></Option>
      <Option name="horizontal_anchor_point" type="QString" value="1"></Option>
      <Option name="joinstyle" type="QString" value="round"></Option>
      <Option name="name" type="QString" value="hexagon"></Option>
      <Option name="offset" type="QString" value="0,0"></Option>
      <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="offset_unit" type="QString" value="MM"></Option>
      <Option name="outline_color" type="QString" value="38,38,38,255,rgb:0.14901960784313725,0.14901960784313725,0.14901960784313725,1"></Option>
      <Option name="outline_style" type="QString" value="solid"></Option>
      <Option name="outline_width" type="QString" value="0.2"></Option>
      <Option name="outline_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="outline_width_unit" type="QString" value="MM"></Option>
      <Option name="scale_method" type="QString" value="diameter"></Option>
      <Option name="size" type="QString" value="3.7856"></Option>
      <Option name="size_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="size_unit" type="QString" value="MM"></Option>
      <Option name="vertical_anchor_point" type="QString" value="1"></Option>
     </Option>
     <data_defined_properties>
      <Option type="Map">
       <Option name="name" type="QString" value=""></Option>
       <Option name="properties" type="Map">
        <Option name="enabled" type="Map">
         <Option name="active" type="bool" value="true"></Option>
         <Option name="expression" type="QString" value="&quot;occurrence_type&quot; IS 'deposit'"></Option>
         <Option name="type" type="int" value="3"></Option>
        </Option>
       </Option>
       <Option name="type" type="QString" value="collection"></Option>
      </Option>
     </data_defined_properties>
    </layer>
    <layer class="SimpleMarker" enabled="1" id="{00000000-0000-0000-0000-000000000095}" locked="0" pass="0">
     <Option type="Map">
      <Option name="angle" type="QString" value="0"></Option>
      <Option name="cap_style" type="QString" value="square"></Option>
      <Option name="color" type="QString" value="6,164,118,255,rgb:0.02352941176470588,0.64313725490196083,0.46274509803921571,1"></Option>
      <Option name="horizontal_anchor_point" type="QString" value="1"></Option>
      <Option name="joinstyle" type="QString" value="round"></Option>
      <Option name="name" type="QString" value="hexagon"></Option>
      <Option name="offset" type="QString" value="0,0"></Option>
      <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="offset_unit" type="QString" value="MM"></Option>
      <Option name="outline_color" type="QString" value="38,38,38,255,rgb:0.14901960784313725,0.14901960784313725,0.14901960784313725,1"></Option>
      <Option name="outline_style" type="QString" value="solid"></Option>
      <Option name="outline_width" type="QString" value="0.2"></Option>
      <Option name="outline_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="outline_width_unit" type="QString" value="MM"></Option>
      <Option name="scale_method" type="QString" value="diameter"></Option>
      <Option name="size" type="QString" value="4.8048"></Option>
      <Option name="size_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="size_unit" type="QString" value="MM"></Option>
      <Option name="vertical_anchor_point" type="QString" value="1"></Option>
     </Option>
     <data_defined_properties>
      <Option type="Map">
       <Option name="name" type="QString" value=""></Option>
       <Option name="properties" type="Map">
        <Option name="enabled" type="Map">
         <Option name="active" type="bool" value="true"></Option>
         <Option name="expression" type="QString" value="&quot;mine_status&quot; IS NOT NULL"></Option>
         <Option name="type" type="int" value="3"></Option>
        </Option>
       </Option>
       <Option name="type" type="QString" value="collection"></Option>
      </Option>
     </data_defined_properties>
    </layer>
    <layer class="GeometryGenerator" enabled="1" id="{00000000-0000-0000-0000-000000000096}" locked="0" pass="0">
     <Option type="Map">
      <Option name="SymbolType" type="QString" value="Line"></Option>
      <Option name="geometryModifier" type="QString" value="CASE WHEN &quot;commodity_codes&quot; LIKE '%;%' THEN translate(geom_from_wkt(regexp_replace(replace('MULTILINESTRING((0 0,0.000000 0),(0 0,0.000000{gold}{iridium}{osmium}{palladium}{platinum}{platinum-group}{precious-metal}{rhodium}{ruthenium}{silver} 0),(0 0,0.000000{alumina}{aluminium}{base-metal}{bauxite}{cobalt}{copper}{lead}{nickel}{tin}{x-polymetallic}{zinc} 0),(0 0,0.000000{chromite}{chromium}{ferrous-metal}{hematite}{ilmenite}{iron}{iron-ore}{magnetite}{manganese}{molybdenum}{titanium}{vanadium} 0),(0 0,0.000000{graphite}{lithium} 0),(0 0,0.000000{cerium}{dysprosium}{erbium}{europium}{gadolinium}{holmium}{hree}{lanthanum}{lree}{lutetium}{monazite}{neodymium}{praseodymium}{promethium}{rare-earth-element}{rare-earth-oxide}{samarium}{scandium}{terbium}{thulium}{x-xenotime}{ytterbium}{yttrium} 0),(0 0,0.000000{antimony}{arsenic}{beryllium}{bismuth}{cadmium}{cesium}{gallium}{germanium}{hafnium}{heavy-mineral-sand}{indium}{magnesium}{mercury}{niobium}{rhenium}{rubidium}{rutile}{selenium}{silicon}{strontium}{tantalum}{tellurium}{thallium}{tungsten}{zircon}{zirconium} 0),(0 0,0.000000{alunite}{andalusite}{anhydrite}{apatite}{asbestos}{barium}{baryte}{bentonite}{borate}{boron}{bromine}{calcite}{clay}{corundum}{diatomite}{feldspar}{fluorine}{fluorite}{garnet}{glauconite}{gypsum}{iodine}{kaolin}{kyanite}{laterite}{magnesite}{mica}{nitrate}{olivine}{perlite}{phosphate-rock}{phosphorus}{potash}{pozzolan}{pumice}{pyrite}{pyrophyllite}{quartz}{salt}{serpentine}{silica}{silica-sand}{sulphur}{talc}{vermiculite}{wollastonite}{x-dolomite}{zeolite} 0),(0 0,0.000000{aggregate}{basalt}{crushed-rock}{dimension-stone}{granite}{limestone}{marble}{sand}{sand-and-gravel}{x-andesite}{x-gravel} 0),(0 0,0.000000{diamond}{emerald}{gemstones}{jade}{opal}{ruby}{sapphire} 0),(0 0,0.000000{anthracite}{asphalt}{brown-coal}{coal}{oil}{oil-shale}{peat}{reservoir-gas}{thorium}{uranium}{x-coking-coal}{x-geothermal}{x-helium} 0),(0 0,0.000000{x-unspecified} 0))', from_json('{&quot;{' || replace(&quot;commodity_codes&quot;, '; ', '}&quot;:1,&quot;{') || '}&quot;:1}')), '[{][^}]*[}]', '')), $x, $y) END"></Option>
      <Option name="units" type="QString" value="MapUnit"></Option>
     </Option>
     <data_defined_properties>
      <Option type="Map">
       <Option name="name" type="QString" value=""></Option>
       <Option name="properties" type="Map">
        <Option name="enabled" type="Map">
         <Option name="active" type="bool" value="true"></Option>
         <Option name="expression" type="QString" value="coalesce(@map_scale &lt;= 250000, false)"></Option>
         <Option name="type" type="int" value="3"></Option>
        </Option>
       </Option>
       <Option name="type" type="QString" value="collection"></Option>
      </Option>
     </data_defined_properties>
     <symbol alpha="1" clip_to_extent="1" force_rhr="0" frame_rate="10" is_animated="0" name="@3@3" type="line">
      <data_defined_properties>
       <Option type="Map">
        <Option name="name" type="QString" value=""></Option>
        <Option name="properties"></Option>
        <Option name="type" type="QString" value="collection"></Option>
       </Option>
      </data_defined_properties>
      <layer class="MarkerLine" enabled="1" id="{00000000-0000-0000-0000-000000000097}" locked="0" pass="0">
       <Option type="Map">
        <Option name="average_angle_length" type="QString" value="4"></Option>
        <Option name="average_angle_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
        <Option name="average_angle_unit" type="QString" value="MM"></Option>
        <Option name="interval" type="QString" value="3"></Option>
        <Option name="interval_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
        <Option name="interval_unit" type="QString" value="MM"></Option>
        <Option name="offset" type="QString" value="0"></Option>
        <Option name="offset_along_line" type="QString" value="0"></Option>
        <Option name="offset_along_line_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
        <Option name="offset_along_line_unit" type="QString" value="MM"></Option>
        <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
        <Option name="offset_unit" type="QString" value="MM"></Option>
        <Option name="place_on_every_part" type="bool" value="true"></Option>
        <Option name="placements" type="QString" value="Interval"></Option>
        <Option name="ring_filter" type="QString" value="0"></Option>
        <Option name="rotate" type="QString" value="0"></Option>
       </Option>
       <data_defined_properties>
        <Option type="Map">
         <Option name="name" type="QString" value=""></Option>
         <Option name="properties"></Option>
         <Option name="type" type="QString" value="collection"></Option>
        </Option>
       </data_defined_properties>
       <symbol alpha="1" clip_to_extent="1" force_rhr="0" frame_rate="10" is_animated="0" name="@@3@3@0" type="marker">
        <data_defined_properties>
         <Option type="Map">
          <Option name="name" type="QString" value=""></Option>
          <Option name="properties"></Option>
          <Option name="type" type="QString" value="collection"></Option>
         </Option>
        </data_defined_properties>
        <layer class="SimpleMarker" enabled="1" id="{00000000-0000-0000-0000-000000000098}" locked="0" pass="0">
         <Option type="Map">
          <Option name="angle" type="QString" value="0"></Option>
          <Option name="cap_style" type="QString" value="square"></Option>
          <Option name="color" type="QString" value="247,224,0,255,rgb:0.96862745098039216,0.8784313725490196,0,1"></Option>
          <Option name="horizontal_anchor_point" type="QString" value="1"></Option>
          <Option name="joinstyle" type="QString" value="round"></Option>
          <Option name="name" type="QString" value="star"></Option>
          <Option name="offset" type="QString" value="0,-2.60000000000000009"></Option>
          <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="offset_unit" type="QString" value="MM"></Option>
          <Option name="outline_color" type="QString" value="38,38,38,255,rgb:0.14901960784313725,0.14901960784313725,0.14901960784313725,1"></Option>
          <Option name="outline_style" type="QString" value="solid"></Option>
          <Option name="outline_width" type="QString" value="0.1"></Option>
          <Option name="outline_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="outline_width_unit" type="QString" value="MM"></Option>
          <Option name="scale_method" type="QString" value="diameter"></Option>
          <Option name="size" type="QString" value="2.7"></Option>
          <Option name="size_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="size_unit" type="QString" value="MM"></Option>
          <Option name="vertical_anchor_point" type="QString" value="1"></Option>
         </Option>
         <data_defined_properties>
          <Option type="Map">
           <Option name="name" type="QString" value=""></Option>
           <Option name="properties" type="Map">
            <Option name="enabled" type="Map">
             <Option name="active" type="bool" value="true"></Option>
             <Option name="expression" type="QString" value="@geometry_part_num IS 2"></Option>
             <Option name="type" type="int" value="3"></Option>
            </Option>
           </Option>
           <Option name="type" type="QString" value="collection"></Option>
          </Option>
         </data_defined_properties>
        </layer>
        <layer class="SimpleMarker" enabled="1" id="{00000000-0000-0000-0000-000000000099}" locked="0" pass="0">
         <Option type="Map">
          <Option name="angle" type="QString" value="0"></Option>
          <Option name="cap_style" type="QString" value="square"></Option>
          <Option name="color" type="QString" value="204,63,12,255,rgb:0.80000000000000004,0.24705882352941178,0.04705882352941176,1"></Option>
          <Option name="horizontal_anchor_point" type="QString" value="1"></Option>
          <Option name="joinstyle" type="QString" value="round"></Option>
          <Option name="name" type="QString" value="circle"></Option>
          <Option name="offset" type="QString" value="1.96500000000000008,1.70300000000000007"></Option>
          <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="offset_unit" type="QString" value="MM"></Option>
          <Option name="outline_color" type="QString" value="255,255,255,255,rgb:1,1,1,1"></Option>
          <Option name="outline_style" type="QString" value="solid"></Option>
          <Option name="outline_width" type="QString" value="0.1"></Option>
          <Option name="outline_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="outline_width_unit" type="QString" value="MM"></Option>
          <Option name="scale_method" type="QString" value="diameter"></Option>
          <Option name="size" type="QString" value="1.8"></Option>
          <Option name="size_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="size_unit" type="QString" value="MM"></Option>
          <Option name="vertical_anchor_point" type="QString" value="1"></Option>
         </Option>
         <data_defined_properties>
          <Option type="Map">
           <Option name="name" type="QString" value=""></Option>
           <Option name="properties" type="Map">
            <Option name="enabled" type="Map">
             <Option name="active" type="bool" value="true"></Option>
             <Option name="expression" type="QString" value="@geometry_part_num IS 3"></Option>
             <Option name="type" type="int" value="3"></Option>
            </Option>
           </Option>
           <Option name="type" type="QString" value="collection"></Option>
          </Option>
         </data_defined_properties>
        </layer>
        <layer class="SimpleMarker" enabled="1" id="{00000000-0000-0000-0000-000000000100}" locked="0" pass="0">
         <Option type="Map">
          <Option name="angle" type="QString" value="0"></Option>
          <Option name="cap_style" type="QString" value="square"></Option>
          <Option name="color" type="QString" value="143,47,64,255,rgb:0.5607843137254902,0.18431372549019609,0.25098039215686274,1"></Option>
          <Option name="horizontal_anchor_point" type="QString" value="1"></Option>
          <Option name="joinstyle" type="QString" value="round"></Option>
          <Option name="name" type="QString" value="square"></Option>
          <Option name="offset" type="QString" value="-2.57399999999999984,0.37"></Option>
          <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="offset_unit" type="QString" value="MM"></Option>
          <Option name="outline_color" type="QString" value="255,255,255,255,rgb:1,1,1,1"></Option>
          <Option name="outline_style" type="QString" value="solid"></Option>
          <Option name="outline_width" type="QString" value="0.1"></Option>
          <Option name="outline_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="outline_width_unit" type="QString" value="MM"></Option>
          <Option name="scale_method" type="QString" value="diameter"></Option>
          <Option name="size" type="QString" value="1.656"></Option>
          <Option name="size_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="size_unit" type="QString" value="MM"></Option>
          <Option name="vertical_anchor_point" type="QString" value="1"></Option>
         </Option>
         <data_defined_properties>
          <Option type="Map">
           <Option name="name" type="QString" value=""></Option>
           <Option name="properties" type="Map">
            <Option name="enabled" type="Map">
             <Option name="active" type="bool" value="true"></Option>
             <Option name="expression" type="QString" value="@geometry_part_num IS 4"></Option>
             <Option name="type" type="int" value="3"></Option>
            </Option>
           </Option>
           <Option name="type" type="QString" value="collection"></Option>
          </Option>
         </data_defined_properties>
        </layer>
        <layer class="SimpleMarker" enabled="1" id="{00000000-0000-0000-0000-000000000101}" locked="0" pass="0">
         <Option type="Map">
          <Option name="angle" type="QString" value="0"></Option>
          <Option name="cap_style" type="QString" value="square"></Option>
          <Option name="color" type="QString" value="224,122,198,255,rgb:0.8784313725490196,0.47843137254901963,0.77647058823529413,1"></Option>
          <Option name="horizontal_anchor_point" type="QString" value="1"></Option>
          <Option name="joinstyle" type="QString" value="round"></Option>
          <Option name="name" type="QString" value="equilateral_triangle"></Option>
          <Option name="offset" type="QString" value="0.73299999999999998,2.49500000000000011"></Option>
          <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="offset_unit" type="QString" value="MM"></Option>
          <Option name="outline_color" type="QString" value="38,38,38,255,rgb:0.14901960784313725,0.14901960784313725,0.14901960784313725,1"></Option>
          <Option name="outline_style" type="QString" value="solid"></Option>
          <Option name="outline_width" type="QString" value="0.1"></Option>
          <Option name="outline_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="outline_width_unit" type="QString" value="MM"></Option>
          <Option name="scale_method" type="QString" value="diameter"></Option>
          <Option name="size" type="QString" value="2.16"></Option>
          <Option name="size_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="size_unit" type="QString" value="MM"></Option>
          <Option name="vertical_anchor_point" type="QString" value="1"></Option>
         </Option>
         <data_defined_properties>
          <Option type="Map">
           <Option name="name" type="QString" value=""></Option>
           <Option name="properties" type="Map">
            <Option name="enabled" type="Map">
             <Option name="active" type="bool" value="true"></Option>
             <Option name="expression" type="QString" value="@geometry_part_num IS 6"></Option>
             <Option name="type" type="int" value="3"></Option>
            </Option>
           </Option>
           <Option name="type" type="QString" value="collection"></Option>
          </Option>
         </data_defined_properties>
        </layer>
        <layer class="SimpleMarker" enabled="1" id="{00000000-0000-0000-0000-000000000102}" locked="0" pass="0">
         <Option type="Map">
          <Option name="angle" type="QString" value="0"></Option>
          <Option name="cap_style" type="QString" value="square"></Option>
          <Option name="color" type="QString" value="10,77,120,255,rgb:0.0392156862745098,0.30196078431372547,0.47058823529411764,1"></Option>
          <Option name="horizontal_anchor_point" type="QString" value="1"></Option>
          <Option name="joinstyle" type="QString" value="round"></Option>
          <Option name="name" type="QString" value="pentagon"></Option>
          <Option name="offset" type="QString" value="-2.36500000000000021,-1.08000000000000007"></Option>
          <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="offset_unit" type="QString" value="MM"></Option>
          <Option name="outline_color" type="QString" value="255,255,255,255,rgb:1,1,1,1"></Option>
          <Option name="outline_style" type="QString" value="solid"></Option>
          <Option name="outline_width" type="QString" value="0.1"></Option>
          <Option name="outline_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="outline_width_unit" type="QString" value="MM"></Option>
          <Option name="scale_method" type="QString" value="diameter"></Option>
          <Option name="size" type="QString" value="2.016"></Option>
          <Option name="size_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="size_unit" type="QString" value="MM"></Option>
          <Option name="vertical_anchor_point" type="QString" value="1"></Option>
         </Option>
         <data_defined_properties>
          <Option type="Map">
           <Option name="name" type="QString" value=""></Option>
           <Option name="properties" type="Map">
            <Option name="enabled" type="Map">
             <Option name="active" type="bool" value="true"></Option>
             <Option name="expression" type="QString" value="@geometry_part_num IS 7"></Option>
             <Option name="type" type="int" value="3"></Option>
            </Option>
           </Option>
           <Option name="type" type="QString" value="collection"></Option>
          </Option>
         </data_defined_properties>
        </layer>
        <layer class="SimpleMarker" enabled="1" id="{00000000-0000-0000-0000-000000000103}" locked="0" pass="0">
         <Option type="Map">
          <Option name="angle" type="QString" value="180"></Option>
          <Option name="cap_style" type="QString" value="square"></Option>
          <Option name="color" type="QString" value="163,227,250,255,rgb:0.63921568627450975,0.8901960784313725,0.98039215686274506,1"></Option>
          <Option name="horizontal_anchor_point" type="QString" value="1"></Option>
          <Option name="joinstyle" type="QString" value="round"></Option>
          <Option name="name" type="QString" value="triangle"></Option>
          <Option name="offset" type="QString" value="-2.36500000000000021,1.08000000000000007"></Option>
          <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="offset_unit" type="QString" value="MM"></Option>
          <Option name="outline_color" type="QString" value="38,38,38,255,rgb:0.14901960784313725,0.14901960784313725,0.14901960784313725,1"></Option>
          <Option name="outline_style" type="QString" value="solid"></Option>
          <Option name="outline_width" type="QString" value="0.1"></Option>
          <Option name="outline_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="outline_width_unit" type="QString" value="MM"></Option>
          <Option name="scale_method" type="QString" value="diameter"></Option>
          <Option name="size" type="QString" value="1.908"></Option>
          <Option name="size_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="size_unit" type="QString" value="MM"></Option>
          <Option name="vertical_anchor_point" type="QString" value="1"></Option>
         </Option>
         <data_defined_properties>
          <Option type="Map">
           <Option name="name" type="QString" value=""></Option>
           <Option name="properties" type="Map">
            <Option name="enabled" type="Map">
             <Option name="active" type="bool" value="true"></Option>
             <Option name="expression" type="QString" value="@geometry_part_num IS 8"></Option>
             <Option name="type" type="int" value="3"></Option>
            </Option>
           </Option>
           <Option name="type" type="QString" value="collection"></Option>
          </Option>
         </data_defined_properties>
        </layer>
        <layer class="SimpleMarker" enabled="1" id="{00000000-0000-0000-0000-000000000104}" locked="0" pass="0">
         <Option type="Map">
          <Option name="angle" type="QString" value="0"></Option>
          <Option name="cap_style" type="QString" value="square"></Option>
          <Option name="color" type="QString" value="196,174,90,255,rgb:0.7686274509803922,0.68235294117647061,0.35294117647058826,1"></Option>
          <Option name="horizontal_anchor_point" type="QString" value="1"></Option>
          <Option name="joinstyle" type="QString" value="round"></Option>
          <Option name="name" type="QString" value="cross_fill"></Option>
          <Option name="offset" type="QString" value="-0.73299999999999998,2.49500000000000011"></Option>
          <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="offset_unit" type="QString" value="MM"></Option>
          <Option name="outline_color" type="QString" value="38,38,38,255,rgb:0.14901960784313725,0.14901960784313725,0.14901960784313725,1"></Option>
          <Option name="outline_style" type="QString" value="solid"></Option>
          <Option name="outline_width" type="QString" value="0.1"></Option>
          <Option name="outline_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="outline_width_unit" type="QString" value="MM"></Option>
          <Option name="scale_method" type="QString" value="diameter"></Option>
          <Option name="size" type="QString" value="2.016"></Option>
          <Option name="size_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="size_unit" type="QString" value="MM"></Option>
          <Option name="vertical_anchor_point" type="QString" value="1"></Option>
         </Option>
         <data_defined_properties>
          <Option type="Map">
           <Option name="name" type="QString" value=""></Option>
           <Option name="properties" type="Map">
            <Option name="enabled" type="Map">
             <Option name="active" type="bool" value="true"></Option>
             <Option name="expression" type="QString" value="@geometry_part_num IS 9"></Option>
             <Option name="type" type="int" value="3"></Option>
            </Option>
           </Option>
           <Option name="type" type="QString" value="collection"></Option>
          </Option>
         </data_defined_properties>
        </layer>
        <layer class="SimpleMarker" enabled="1" id="{00000000-0000-0000-0000-000000000105}" locked="0" pass="0">
         <Option type="Map">
          <Option name="angle" type="QString" value="0"></Option>
          <Option name="cap_style" type="QString" value="square"></Option>
          <Option name="color" type="QString" value="154,79,214,255,rgb:0.60392156862745094,0.30980392156862746,0.83921568627450982,1"></Option>
          <Option name="horizontal_anchor_point" type="QString" value="1"></Option>
          <Option name="joinstyle" type="QString" value="round"></Option>
          <Option name="name" type="QString" value="diamond"></Option>
          <Option name="offset" type="QString" value="-1.40599999999999992,-2.18699999999999983"></Option>
          <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="offset_unit" type="QString" value="MM"></Option>
          <Option name="outline_color" type="QString" value="255,255,255,255,rgb:1,1,1,1"></Option>
          <Option name="outline_style" type="QString" value="solid"></Option>
          <Option name="outline_width" type="QString" value="0.1"></Option>
          <Option name="outline_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="outline_width_unit" type="QString" value="MM"></Option>
          <Option name="scale_method" type="QString" value="diameter"></Option>
          <Option name="size" type="QString" value="2.16"></Option>
          <Option name="size_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="size_unit" type="QString" value="MM"></Option>
          <Option name="vertical_anchor_point" type="QString" value="1"></Option>
         </Option>
         <data_defined_properties>
          <Option type="Map">
           <Option name="name" type="QString" value=""></Option>
           <Option name="properties" type="Map">
            <Option name="enabled" type="Map">
             <Option name="active" type="bool" value="true"></Option>
             <Option name="expression" type="QString" value="@geometry_part_num IS 10"></Option>
             <Option name="type" type="int" value="3"></Option>
            </Option>
           </Option>
           <Option name="type" type="QString" value="collection"></Option>
          </Option>
         </data_defined_properties>
        </layer>
        <layer class="SimpleMarker" enabled="1" id="{00000000-0000-0000-0000-000000000106}" locked="0" pass="0">
         <Option type="Map">
          <Option name="angle" type="QString" value="0"></Option>
          <Option name="cap_style" type="QString" value="square"></Option>
          <Option name="color" type="QString" value="26,26,26,255,rgb:0.10196078431372549,0.10196078431372549,0.10196078431372549,1"></Option>
          <Option name="horizontal_anchor_point" type="QString" value="1"></Option>
          <Option name="joinstyle" type="QString" value="round"></Option>
          <Option name="name" type="QString" value="semi_circle"></Option>
          <Option name="offset" type="QString" value="2.57399999999999984,0.37"></Option>
          <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="offset_unit" type="QString" value="MM"></Option>
          <Option name="outline_color" type="QString" value="255,255,255,255,rgb:1,1,1,1"></Option>
          <Option name="outline_style" type="QString" value="solid"></Option>
          <Option name="outline_width" type="QString" value="0.1"></Option>
          <Option name="outline_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="outline_width_unit" type="QString" value="MM"></Option>
          <Option name="scale_method" type="QString" value="diameter"></Option>
          <Option name="size" type="QString" value="2.34"></Option>
          <Option name="size_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="size_unit" type="QString" value="MM"></Option>
          <Option name="vertical_anchor_point" type="QString" value="1"></Option>
         </Option>
         <data_defined_properties>
          <Option type="Map">
           <Option name="name" type="QString" value=""></Option>
           <Option name="properties" type="Map">
            <Option name="enabled" type="Map">
             <Option name="active" type="bool" value="true"></Option>
             <Option name="expression" type="QString" value="@geometry_part_num IS 11"></Option>
             <Option name="type" type="int" value="3"></Option>
            </Option>
           </Option>
           <Option name="type" type="QString" value="collection"></Option>
          </Option>
         </data_defined_properties>
        </layer>
        <layer class="SimpleMarker" enabled="1" id="{00000000-0000-0000-0000-000000000107}" locked="0" pass="0">
         <Option type="Map">
          <Option name="angle" type="QString" value="0"></Option>
          <Option name="cap_style" type="QString" value="square"></Option>
          <Option name="color" type="QString" value="120,134,143,255,rgb:0.47058823529411764,0.52549019607843139,0.5607843137254902,1"></Option>
          <Option name="horizontal_anchor_point" type="QString" value="1"></Option>
          <Option name="joinstyle" type="QString" value="round"></Option>
          <Option name="name" type="QString" value="octagon"></Option>
          <Option name="offset" type="QString" value="-1.96500000000000008,1.70300000000000007"></Option>
          <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="offset_unit" type="QString" value="MM"></Option>
          <Option name="outline_color" type="QString" value="255,255,255,255,rgb:1,1,1,1"></Option>
          <Option name="outline_style" type="QString" value="solid"></Option>
          <Option name="outline_width" type="QString" value="0.1"></Option>
          <Option name="outline_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="outline_width_unit" type="QString" value="MM"></Option>
          <Option name="scale_method" type="QString" value="diameter"></Option>
          <Option name="size" type="QString" value="1.8"></Option>
          <Option name="size_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="size_unit" type="QString" value="MM"></Option>
          <Option name="vertical_anchor_point" type="QString" value="1"></Option>
         </Option>
         <data_defined_properties>
          <Option type="Map">
           <Option name="name" type="QString" value=""></Option>
           <Option name="properties" type="Map">
            <Option name="enabled" type="Map">
             <Option name="active" type="bool" value="true"></Option>
             <Option name="expression" type="QString" value="@geometry_part_num IS 12"></Option>
             <Option name="type" type="int" value="3"></Option>
            </Option>
           </Option>
           <Option name="type" type="QString" value="collection"></Option>
          </Option>
         </data_defined_properties>
        </layer>
       </symbol>
      </layer>
     </symbol>
    </layer>
   </symbol>
   <symbol alpha="1" clip_to_extent="1" force_rhr="0" frame_rate="10" is_animated="0" name="4" type="marker">
    <data_defined_properties>
     <Option type="Map">
      <Option name="name" type="QString" value=""></Option>
      <Option name="properties"></Option>
      <Option name="type" type="QString" value="collection"></Option>
     </Option>
    </data_defined_properties>
    <layer class="SimpleMarker" enabled="1" id="{00000000-0000-0000-0000-000000000108}" locked="0" pass="0">
     <Option type="Map">
      <Option name="angle" type="QString" value="0"></Option>
      <Option name="cap_style" type="QString" value="square"></Option>
      <Option name="color" type="QString" value="224,122,198,255,rgb:0.8784313725490196,0.47843137254901963,0.77647058823529413,1"></Option>
      <Option name="horizontal_anchor_point" type="QString" value="1"></Option>
      <Option name="joinstyle" type="QString" value="round"></Option>
      <Option name="name" type="QString" value="equilateral_triangle"></Option>
      <Option name="offset" type="QString" value="0,0"></Option>
      <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="offset_unit" type="QString" value="MM"></Option>
      <Option name="outline_color" type="QString" value="38,38,38,255,rgb:0.14901960784313725,0.14901960784313725,0.14901960784313725,1"></Option>
      <Option name="outline_style" type="QString" value="solid"></Option>
      <Option name="outline_width" type="QString" value="0.2"></Option>
      <Option name="outline_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="outline_width_unit" type="QString" value="MM"></Option>
      <Option name="scale_method" type="QString" value="diameter"></Option>
      <Option name="size" type="QString" value="3.12"></Option>
      <Option name="size_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="size_unit" type="QString" value="MM"></Option>
      <Option name="vertical_anchor_point" type="QString" value="1"></Option>
     </Option>
     <data_defined_properties>
      <Option type="Map">
       <Option name="name" type="QString" value=""></Option>
       <Option name="properties"></Option>
       <Option name="type" type="QString" value="collection"></Option>
      </Option>
     </data_defined_properties>
    </layer>
    <layer class="SimpleMarker" enabled="1" id="{00000000-0000-0000-0000-000000000109}" locked="0" pass="0">
     <Option type="Map">
      <Option name="angle" type="QString" value="0"></Option>
      <Option name="cap_style" type="QString" value="square"></Option>
      <Option name="color" type="QString" value="224,122,198,255,rgb:0.8784313725490196,0.47843137254901963,0.77647058823529413,1"></Option>
      <Option name="horizontal_anchor_point" type="QString" value="1"></Option>
      <Option name="joinstyle" type="QString" value="round"></Option>
      <Option name="name" type="QString" value="equilateral_triangle"></Option>
      <Option name="offset" type="QString" value="0,0"></Option>
      <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="offset_unit" type="QString" value="MM"></Option>
      <Option name="outline_color" type="QString" value="38,38,38,255,rgb:0.14901960784313725,0.14901960784313725,0.14901960784313725,1"></Option>
      <Option name="outline_style" type="QString" value="solid"></Option>
      <Option name="outline_width" type="QString" value="0.2"></Option>
      <Option name="outline_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="outline_width_unit" type="QString" value="MM"></Option>
      <Option name="scale_method" type="QString" value="diameter"></Option>
      <Option name="size" type="QString" value="4.056"></Option>
      <Option name="size_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="size_unit" type="QString" value="MM"></Option>
      <Option name="vertical_anchor_point" type="QString" value="1"></Option>
     </Option>
     <data_defined_properties>
      <Option type="Map">
       <Option name="name" type="QString" value=""></Option>
       <Option name="properties" type="Map">
        <Option name="enabled" type="Map">
         <Option name="active" type="bool" value="true"></Option>
         <Option name="expression" type="QString" value="&quot;occurrence_type&quot; IS 'deposit'"></Option>
         <Option name="type" type="int" value="3"></Option>
        </Option>
       </Option>
       <Option name="type" type="QString" value="collection"></Option>
      </Option>
     </data_defined_properties>
    </layer>
    <layer class="SimpleMarker" enabled="1" id="{00000000-0000-0000-0000-000000000110}" locked="0" pass="0">
     <Option type="Map">
      <Option name="angle" type="QString" value="0"></Option>
      <Option name="cap_style" type="QString" value="square"></Option>
      <Option name="color" type="QString" value="224,122,198,255,rgb:0.8784313725490196,0.47843137254901963,0.77647058823529413,1"></Option>
      <Option name="horizontal_anchor_point" type="QString" value="1"></Option>
      <Option name="joinstyle" type="QString" value="round"></Option>
      <Option name="name" type="QString" value="equilateral_triangle"></Option>
      <Option name="offset" type="QString" value="0,0"></Option>
      <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="offset_unit" type="QString" value="MM"></Option>
      <Option name="outline_color" type="QString" value="38,38,38,255,rgb:0.14901960784313725,0.14901960784313725,0.14901960784313725,1"></Option>
      <Option name="outline_style" type="QString" value="solid"></Option>
      <Option name="outline_width" type="QString" value="0.2"></Option>
      <Option name="outline_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="outline_width_unit" type="QString" value="MM"></Option>
      <Option name="scale_method" type="QString" value="diameter"></Option>
      <Option name="size" type="QString" value="5.148"></Option>
      <Option name="size_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="size_unit" type="QString" value="MM"></Option>
      <Option name="vertical_anchor_point" type="QString" value="1"></Option>
     </Option>
     <data_defined_properties>
      <Option type="Map">
       <Option name="name" type="QString" value=""></Option>
       <Option name="properties" type="Map">
        <Option name="enabled" type="Map">
         <Option name="active" type="bool" value="true"></Option>
         <Option name="expression" type="QString" value="&quot;mine_status&quot; IS NOT NULL"></Option>
         <Option name="type" type="int" value="3"></Option>
        </Option>
       </Option>
       <Option name="type" type="QString" value="collection"></Option>
      </Option>
     </data_defined_properties>
    </layer>
    <layer class="GeometryGenerator" enabled="1" id="{00000000-0000-0000-0000-000000000111}" locked="0" pass="0">
     <Option type="Map">
      <Option name="SymbolType" type="QString" value="Line"></Option>
      <Option name="geometryModifier" type="QString" value="CASE WHEN &quot;commodity_codes&quot; LIKE '%;%' THEN translate(geom_from_wkt(regexp_replace(replace('MULTILINESTRING((0 0,0.000000 0),(0 0,0.000000{gold}{iridium}{osmium}{palladium}{platinum}{platinum-group}{precious-metal}{rhodium}{ruthenium}{silver} 0),(0 0,0.000000{alumina}{aluminium}{base-metal}{bauxite}{cobalt}{copper}{lead}{nickel}{tin}{x-polymetallic}{zinc} 0),(0 0,0.000000{chromite}{chromium}{ferrous-metal}{hematite}{ilmenite}{iron}{iron-ore}{magnetite}{manganese}{molybdenum}{titanium}{vanadium} 0),(0 0,0.000000{graphite}{lithium} 0),(0 0,0.000000{cerium}{dysprosium}{erbium}{europium}{gadolinium}{holmium}{hree}{lanthanum}{lree}{lutetium}{monazite}{neodymium}{praseodymium}{promethium}{rare-earth-element}{rare-earth-oxide}{samarium}{scandium}{terbium}{thulium}{x-xenotime}{ytterbium}{yttrium} 0),(0 0,0.000000{antimony}{arsenic}{beryllium}{bismuth}{cadmium}{cesium}{gallium}{germanium}{hafnium}{heavy-mineral-sand}{indium}{magnesium}{mercury}{niobium}{rhenium}{rubidium}{rutile}{selenium}{silicon}{strontium}{tantalum}{tellurium}{thallium}{tungsten}{zircon}{zirconium} 0),(0 0,0.000000{alunite}{andalusite}{anhydrite}{apatite}{asbestos}{barium}{baryte}{bentonite}{borate}{boron}{bromine}{calcite}{clay}{corundum}{diatomite}{feldspar}{fluorine}{fluorite}{garnet}{glauconite}{gypsum}{iodine}{kaolin}{kyanite}{laterite}{magnesite}{mica}{nitrate}{olivine}{perlite}{phosphate-rock}{phosphorus}{potash}{pozzolan}{pumice}{pyrite}{pyrophyllite}{quartz}{salt}{serpentine}{silica}{silica-sand}{sulphur}{talc}{vermiculite}{wollastonite}{x-dolomite}{zeolite} 0),(0 0,0.000000{aggregate}{basalt}{crushed-rock}{dimension-stone}{granite}{limestone}{marble}{sand}{sand-and-gravel}{x-andesite}{x-gravel} 0),(0 0,0.000000{diamond}{emerald}{gemstones}{jade}{opal}{ruby}{sapphire} 0),(0 0,0.000000{anthracite}{asphalt}{brown-coal}{coal}{oil}{oil-shale}{peat}{reservoir-gas}{thorium}{uranium}{x-coking-coal}{x-geothermal}{x-helium} 0),(0 0,0.000000{x-unspecified} 0))', from_json('{&quot;{' || replace(&quot;commodity_codes&quot;, '; ', '}&quot;:1,&quot;{') || '}&quot;:1}')), '[{][^}]*[}]', '')), $x, $y) END"></Option>
      <Option name="units" type="QString" value="MapUnit"></Option>
     </Option>
     <data_defined_properties>
      <Option type="Map">
       <Option name="name" type="QString" value=""></Option>
       <Option name="properties" type="Map">
        <Option name="enabled" type="Map">
         <Option name="active" type="bool" value="true"></Option>
         <Option name="expression" type="QString" value="coalesce(@map_scale &lt;= 250000, false)"></Option>
         <Option name="type" type="int" value="3"></Option>
        </Option>
       </Option>
       <Option name="type" type="QString" value="collection"></Option>
      </Option>
     </data_defined_properties>
     <symbol alpha="1" clip_to_extent="1" force_rhr="0" frame_rate="10" is_animated="0" name="@4@3" type="line">
      <data_defined_properties>
       <Option type="Map">
        <Option name="name" type="QString" value=""></Option>
        <Option name="properties"></Option>
        <Option name="type" type="QString" value="collection"></Option>
       </Option>
      </data_defined_properties>
      <layer class="MarkerLine" enabled="1" id="{00000000-0000-0000-0000-000000000112}" locked="0" pass="0">
       <Option type="Map">
        <Option name="average_angle_length" type="QString" value="4"></Option>
        <Option name="average_angle_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
        <Option name="average_angle_unit" type="QString" value="MM"></Option>
        <Option name="interval" type="QString" value="3"></Option>
        <Option name="interval_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
        <Option name="interval_unit" type="QString" value="MM"></Option>
        <Option name="offset" type="QString" value="0"></Option>
        <Option name="offset_along_line" type="QString" value="0"></Option>
        <Option name="offset_along_line_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
        <Option name="offset_along_line_unit" type="QString" value="MM"></Option>
        <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
        <Option name="offset_unit" type="QString" value="MM"></Option>
        <Option name="place_on_every_part" type="bool" value="true"></Option>
        <Option name="placements" type="QString" value="Interval"></Option>
        <Option name="ring_filter" type="QString" value="0"></Option>
        <Option name="rotate" type="QString" value="0"></Option>
       </Option>
       <data_defined_properties>
        <Option type="Map">
         <Option name="name" type="QString" value=""></Option>
         <Option name="properties"></Option>
         <Option name="type" type="QString" value="collection"></Option>
        </Option>
       </data_defined_properties>
       <symbol alpha="1" clip_to_extent="1" force_rhr="0" frame_rate="10" is_animated="0" name="@@4@3@0" type="marker">
        <data_defined_properties>
         <Option type="Map">
          <Option name="name" type="QString" value=""></Option>
          <Option name="properties"></Option>
          <Option name="type" type="QString" value="collection"></Option>
         </Option>
        </data_defined_properties>
        <layer class="SimpleMarker" enabled="1" id="{00000000-0000-0000-0000-000000000113}" locked="0" pass="0">
         <Option type="Map">
          <Option name="angle" type="QString" value="0"></Option>
          <Option name="cap_style" type="QString" value="square"></Option>
          <Option name="color" type="QString" value="247,224,0,255,rgb:0.96862745098039216,0.8784313725490196,0,1"></Option>
          <Option name="horizontal_anchor_point" type="QString" value="1"></Option>
          <Option name="joinstyle" type="QString" value="round"></Option>
          <Option name="name" type="QString" value="star"></Option>
          <Option name="offset" type="QString" value="0,-2.60000000000000009"></Option>
          <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="offset_unit" type="QString" value="MM"></Option>
          <Option name="outline_color" type="QString" value="38,38,38,255,rgb:0.14901960784313725,0.14901960784313725,0.14901960784313725,1"></Option>
          <Option name="outline_style" type="QString" value="solid"></Option>
          <Option name="outline_width" type="QString" value="0.1"></Option>
          <Option name="outline_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="outline_width_unit" type="QString" value="MM"></Option>
          <Option name="scale_method" type="QString" value="diameter"></Option>
          <Option name="size" type="QString" value="2.7"></Option>
          <Option name="size_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="size_unit" type="QString" value="MM"></Option>
          <Option name="vertical_anchor_point" type="QString" value="1"></Option>
         </Option>
         <data_defined_properties>
          <Option type="Map">
           <Option name="name" type="QString" value=""></Option>
           <Option name="properties" type="Map">
            <Option name="enabled" type="Map">
             <Option name="active" type="bool" value="true"></Option>
             <Option name="expression" type="QString" value="@geometry_part_num IS 2"></Option>
             <Option name="type" type="int" value="3"></Option>
            </Option>
           </Option>
           <Option name="type" type="QString" value="collection"></Option>
          </Option>
         </data_defined_properties>
        </layer>
        <layer class="SimpleMarker" enabled="1" id="{00000000-0000-0000-0000-000000000114}" locked="0" pass="0">
         <Option type="Map">
          <Option name="angle" type="QString" value="0"></Option>
          <Option name="cap_style" type="QString" value="square"></Option>
          <Option name="color" type="QString" value="204,63,12,255,rgb:0.80000000000000004,0.24705882352941178,0.04705882352941176,1"></Option>
          <Option name="horizontal_anchor_point" type="QString" value="1"></Option>
          <Option name="joinstyle" type="QString" value="round"></Option>
          <Option name="name" type="QString" value="circle"></Option>
          <Option name="offset" type="QString" value="1.96500000000000008,1.70300000000000007"></Option>
          <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="offset_unit" type="QString" value="MM"></Option>
          <Option name="outline_color" type="QString" value="255,255,255,255,rgb:1,1,1,1"></Option>
          <Option name="outline_style" type="QString" value="solid"></Option>
          <Option name="outline_width" type="QString" value="0.1"></Option>
          <Option name="outline_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="outline_width_unit" type="QString" value="MM"></Option>
          <Option name="scale_method" type="QString" value="diameter"></Option>
          <Option name="size" type="QString" value="1.8"></Option>
          <Option name="size_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="size_unit" type="QString" value="MM"></Option>
          <Option name="vertical_anchor_point" type="QString" value="1"></Option>
         </Option>
         <data_defined_properties>
          <Option type="Map">
           <Option name="name" type="QString" value=""></Option>
           <Option name="properties" type="Map">
            <Option name="enabled" type="Map">
             <Option name="active" type="bool" value="true"></Option>
             <Option name="expression" type="QString" value="@geometry_part_num IS 3"></Option>
             <Option name="type" type="int" value="3"></Option>
            </Option>
           </Option>
           <Option name="type" type="QString" value="collection"></Option>
          </Option>
         </data_defined_properties>
        </layer>
        <layer class="SimpleMarker" enabled="1" id="{00000000-0000-0000-0000-000000000115}" locked="0" pass="0">
         <Option type="Map">
          <Option name="angle" type="QString" value="0"></Option>
          <Option name="cap_style" type="QString" value="square"></Option>
          <Option name="color" type="QString" value="143,47,64,255,rgb:0.5607843137254902,0.18431372549019609,0.25098039215686274,1"></Option>
          <Option name="horizontal_anchor_point" type="QString" value="1"></Option>
          <Option name="joinstyle" type="QString" value="round"></Option>
          <Option name="name" type="QString" value="square"></Option>
          <Option name="offset" type="QString" value="-2.57399999999999984,0.37"></Option>
          <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="offset_unit" type="QString" value="MM"></Option>
          <Option name="outline_color" type="QString" value="255,255,255,255,rgb:1,1,1,1"></Option>
          <Option name="outline_style" type="QString" value="solid"></Option>
          <Option name="outline_width" type="QString" value="0.1"></Option>
          <Option name="outline_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="outline_width_unit" type="QString" value="MM"></Option>
          <Option name="scale_method" type="QString" value="diameter"></Option>
          <Option name="size" type="QString" value="1.656"></Option>
          <Option name="size_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="size_unit" type="QString" value="MM"></Option>
          <Option name="vertical_anchor_point" type="QString" value="1"></Option>
         </Option>
         <data_defined_properties>
          <Option type="Map">
           <Option name="name" type="QString" value=""></Option>
           <Option name="properties" type="Map">
            <Option name="enabled" type="Map">
             <Option name="active" type="bool" value="true"></Option>
             <Option name="expression" type="QString" value="@geometry_part_num IS 4"></Option>
             <Option name="type" type="int" value="3"></Option>
            </Option>
           </Option>
           <Option name="type" type="QString" value="collection"></Option>
          </Option>
         </data_defined_properties>
        </layer>
        <layer class="SimpleMarker" enabled="1" id="{00000000-0000-0000-0000-000000000116}" locked="0" pass="0">
         <Option type="Map">
          <Option name="angle" type="QString" value="0"></Option>
          <Option name="cap_style" type="QString" value="square"></Option>
          <Option name="color" type="QString" value="6,164,118,255,rgb:0.02352941176470588,0.64313725490196083,0.46274509803921571,1"></Option>
          <Option name="horizontal_anchor_point" type="QString" value="1"></Option>
          <Option name="joinstyle" type="QString" value="round"></Option>
          <Option name="name" type="QString" value="hexagon"></Option>
          <Option name="offset" type="QString" value="1.40599999999999992,-2.18699999999999983"></Option>
          <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="offset_unit" type="QString" value="MM"></Option>
          <Option name="outline_color" type="QString" value="38,38,38,255,rgb:0.14901960784313725,0.14901960784313725,0.14901960784313725,1"></Option>
          <Option name="outline_style" type="QString" value="solid"></Option>
          <Option name="outline_width" type="QString" value="0.1"></Option>
          <Option name="outline_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="outline_width_unit" type="QString" value="MM"></Option>
          <Option name="scale_method" type="QString" value="diameter"></Option>
          <Option name="size" type="QString" value="2.016"></Option>
          <Option name="size_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="size_unit" type="QString" value="MM"></Option>
          <Option name="vertical_anchor_point" type="QString" value="1"></Option>
         </Option>
         <data_defined_properties>
          <Option type="Map">
           <Option name="name" type="QString" value=""></Option>
           <Option name="properties" type="Map">
            <Option name="enabled" type="Map">
             <Option name="active" type="bool" value="true"></Option>
             <Option name="expression" type="QString" value="@geometry_part_num IS 5"></Option>
             <Option name="type" type="int" value="3"></Option>
            </Option>
           </Option>
           <Option name="type" type="QString" value="collection"></Option>
          </Option>
         </data_defined_properties>
        </layer>
        <layer class="SimpleMarker" enabled="1" id="{00000000-0000-0000-0000-000000000117}" locked="0" pass="0">
         <Option type="Map">
          <Option name="angle" type="QString" value="0"></Option>
          <Option name="cap_style" type="QString" value="square"></Option>
          <Option name="color" type="QString" value="10,77,120,255,rgb:0.0392156862745098,0.30196078431372547,0.47058823529411764,1"></Option>
          <Option name="horizontal_anchor_point" type="QString" value="1"></Option>
          <Option name="joinstyle" type="QString" value="round"></Option>
          <Option name="name" type="QString" value="pentagon"></Option>
          <Option name="offset" type="QString" value="-2.36500000000000021,-1.08000000000000007"></Option>
          <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="offset_unit" type="QString" value="MM"></Option>
          <Option name="outline_color" type="QString" value="255,255,255,255,rgb:1,1,1,1"></Option>
          <Option name="outline_style" type="QString" value="solid"></Option>
          <Option name="outline_width" type="QString" value="0.1"></Option>
          <Option name="outline_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="outline_width_unit" type="QString" value="MM"></Option>
          <Option name="scale_method" type="QString" value="diameter"></Option>
          <Option name="size" type="QString" value="2.016"></Option>
          <Option name="size_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="size_unit" type="QString" value="MM"></Option>
          <Option name="vertical_anchor_point" type="QString" value="1"></Option>
         </Option>
         <data_defined_properties>
          <Option type="Map">
           <Option name="name" type="QString" value=""></Option>
           <Option name="properties" type="Map">
            <Option name="enabled" type="Map">
             <Option name="active" type="bool" value="true"></Option>
             <Option name="expression" type="QString" value="@geometry_part_num IS 7"></Option>
             <Option name="type" type="int" value="3"></Option>
            </Option>
           </Option>
           <Option name="type" type="QString" value="collection"></Option>
          </Option>
         </data_defined_properties>
        </layer>
        <layer class="SimpleMarker" enabled="1" id="{00000000-0000-0000-0000-000000000118}" locked="0" pass="0">
         <Option type="Map">
          <Option name="angle" type="QString" value="180"></Option>
          <Option name="cap_style" type="QString" value="square"></Option>
          <Option name="color" type="QString" value="163,227,250,255,rgb:0.63921568627450975,0.8901960784313725,0.98039215686274506,1"></Option>
          <Option name="horizontal_anchor_point" type="QString" value="1"></Option>
          <Option name="joinstyle" type="QString" value="round"></Option>
          <Option name="name" type="QString" value="triangle"></Option>
          <Option name="offset" type="QString" value="-2.36500000000000021,1.08000000000000007"></Option>
          <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="offset_unit" type="QString" value="MM"></Option>
          <Option name="outline_color" type="QString" value="38,38,38,255,rgb:0.14901960784313725,0.14901960784313725,0.14901960784313725,1"></Option>
          <Option name="outline_style" type="QString" value="solid"></Option>
          <Option name="outline_width" type="QString" value="0.1"></Option>
          <Option name="outline_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="outline_width_unit" type="QString" value="MM"></Option>
          <Option name="scale_method" type="QString" value="diameter"></Option>
          <Option name="size" type="QString" value="1.908"></Option>
          <Option name="size_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="size_unit" type="QString" value="MM"></Option>
          <Option name="vertical_anchor_point" type="QString" value="1"></Option>
         </Option>
         <data_defined_properties>
          <Option type="Map">
           <Option name="name" type="QString" value=""></Option>
           <Option name="properties" type="Map">
            <Option name="enabled" type="Map">
             <Option name="active" type="bool" value="true"></Option>
             <Option name="expression" type="QString" value="@geometry_part_num IS 8"></Option>
             <Option name="type" type="int" value="3"></Option>
            </Option>
           </Option>
           <Option name="type" type="QString" value="collection"></Option>
          </Option>
         </data_defined_properties>
        </layer>
        <layer class="SimpleMarker" enabled="1" id="{00000000-0000-0000-0000-000000000119}" locked="0" pass="0">
         <Option type="Map">
          <Option name="angle" type="QString" value="0"></Option>
          <Option name="cap_style" type="QString" value="square"></Option>
          <Option name="color" type="QString" value="196,174,90,255,rgb:0.7686274509803922,0.68235294117647061,0.35294117647058826,1"></Option>
          <Option name="horizontal_anchor_point" type="QString" value="1"></Option>
          <Option name="joinstyle" type="QString" value="round"></Option>
          <Option name="name" type="QString" value="cross_fill"></Option>
          <Option name="offset" type="QString" value="-0.73299999999999998,2.49500000000000011"></Option>
          <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="offset_unit" type="QString" value="MM"></Option>
          <Option name="outline_color" type="QString" value="38,38,38,255,rgb:0.14901960784313725,0.14901960784313725,0.14901960784313725,1"></Option>
          <Option name="outline_style" type="QString" value="solid"></Option>
          <Option name="outline_width" type="QString" value="0.1"></Option>
          <Option name="outline_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="outline_width_unit" type="QString" value="MM"></Option>
          <Option name="scale_method" type="QString" value="diameter"></Option>
          <Option name="size" type="QString" value="2.016"></Option>
          <Option name="size_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="size_unit" type="QString" value="MM"></Option>
          <Option name="vertical_anchor_point" type="QString" value="1"></Option>
         </Option>
         <data_defined_properties>
          <Option type="Map">
           <Option name="name" type="QString" value=""></Option>
           <Option name="properties" type="Map">
            <Option name="enabled" type="Map">
             <Option name="active" type="bool" value="true"></Option>
             <Option name="expression" type="QString" value="@geometry_part_num IS 9"></Option>
             <Option name="type" type="int" value="3"></Option>
            </Option>
           </Option>
           <Option name="type" type="QString" value="collection"></Option>
          </Option>
         </data_defined_properties>
        </layer>
        <layer class="SimpleMarker" enabled="1" id="{00000000-0000-0000-0000-000000000120}" locked="0" pass="0">
         <Option type="Map">
          <Option name="angle" type="QString" value="0"></Option>
          <Option name="cap_style" type="QString" value="square"></Option>
          <Option name="color" type="QString" value="154,79,214,255,rgb:0.60392156862745094,0.30980392156862746,0.83921568627450982,1"></Option>
          <Option name="horizontal_anchor_point" type="QString" value="1"></Option>
          <Option name="joinstyle" type="QString" value="round"></Option>
          <Option name="name" type="QString" value="diamond"></Option>
          <Option name="offset" type="QString" value="-1.40599999999999992,-2.18699999999999983"></Option>
          <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="offset_unit" type="QString" value="MM"></Option>
          <Option name="outline_color" type="QString" value="255,255,255,255,rgb:1,1,1,1"></Option>
          <Option name="outline_style" type="QString" value="solid"></Option>
          <Option name="outline_width" type="QString" value="0.1"></Option>
          <Option name="outline_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="outline_width_unit" type="QString" value="MM"></Option>
          <Option name="scale_method" type="QString" value="diameter"></Option>
          <Option name="size" type="QString" value="2.16"></Option>
          <Option name="size_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="size_unit" type="QString" value="MM"></Option>
          <Option name="vertical_anchor_point" type="QString" value="1"></Option>
         </Option>
         <data_defined_properties>
          <Option type="Map">
           <Option name="name" type="QString" value=""></Option>
           <Option name="properties" type="Map">
            <Option name="enabled" type="Map">
             <Option name="active" type="bool" value="true"></Option>
             <Option name="expression" type="QString" value="@geometry_part_num IS 10"></Option>
             <Option name="type" type="int" value="3"></Option>
            </Option>
           </Option>
           <Option name="type" type="QString" value="collection"></Option>
          </Option>
         </data_defined_properties>
        </layer>
        <layer class="SimpleMarker" enabled="1" id="{00000000-0000-0000-0000-000000000121}" locked="0" pass="0">
         <Option type="Map">
          <Option name="angle" type="QString" value="0"></Option>
          <Option name="cap_style" type="QString" value="square"></Option>
          <Option name="color" type="QString" value="26,26,26,255,rgb:0.10196078431372549,0.10196078431372549,0.10196078431372549,1"></Option>
          <Option name="horizontal_anchor_point" type="QString" value="1"></Option>
          <Option name="joinstyle" type="QString" value="round"></Option>
          <Option name="name" type="QString" value="semi_circle"></Option>
          <Option name="offset" type="QString" value="2.57399999999999984,0.37"></Option>
          <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="offset_unit" type="QString" value="MM"></Option>
          <Option name="outline_color" type="QString" value="255,255,255,255,rgb:1,1,1,1"></Option>
          <Option name="outline_style" type="QString" value="solid"></Option>
          <Option name="outline_width" type="QString" value="0.1"></Option>
          <Option name="outline_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="outline_width_unit" type="QString" value="MM"></Option>
          <Option name="scale_method" type="QString" value="diameter"></Option>
          <Option name="size" type="QString" value="2.34"></Option>
          <Option name="size_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="size_unit" type="QString" value="MM"></Option>
          <Option name="vertical_anchor_point" type="QString" value="1"></Option>
         </Option>
         <data_defined_properties>
          <Option type="Map">
           <Option name="name" type="QString" value=""></Option>
           <Option name="properties" type="Map">
            <Option name="enabled" type="Map">
             <Option name="active" type="bool" value="true"></Option>
             <Option name="expression" type="QString" value="@geometry_part_num IS 11"></Option>
             <Option name="type" type="int" value="3"></Option>
            </Option>
           </Option>
           <Option name="type" type="QString" value="collection"></Option>
          </Option>
         </data_defined_properties>
        </layer>
        <layer class="SimpleMarker" enabled="1" id="{00000000-0000-0000-0000-000000000122}" locked="0" pass="0">
         <Option type="Map">
          <Option name="angle" type="QString" value="0"></Option>
          <Option name="cap_style" type="QString" value="square"></Option>
          <Option name="color" type="QString" value="120,134,143,255,rgb:0.47058823529411764,0.52549019607843139,0.5607843137254902,1"></Option>
          <Option name="horizontal_anchor_point" type="QString" value="1"></Option>
          <Option name="joinstyle" type="QString" value="round"></Option>
          <Option name="name" type="QString" value="octagon"></Option>
          <Option name="offset" type="QString" value="-1.96500000000000008,1.70300000000000007"></Option>
          <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="offset_unit" type="QString" value="MM"></Option>
          <Option name="outline_color" type="QString" value="255,255,255,255,rgb:1,1,1,1"></Option>
          <Option name="outline_style" type="QString" value="solid"></Option>
          <Option name="outline_width" type="QString" value="0.1"></Option>
          <Option name="outline_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="outline_width_unit" type="QString" value="MM"></Option>
          <Option name="scale_method" type="QString" value="diameter"></Option>
          <Option name="size" type="QString" value="1.8"></Option>
          <Option name="size_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="size_unit" type="QString" value="MM"></Option>
          <Option name="vertical_anchor_point" type="QString" value="1"></Option>
         </Option>
         <data_defined_properties>
          <Option type="Map">
           <Option name="name" type="QString" value=""></Option>
           <Option name="properties" type="Map">
            <Option name="enabled" type="Map">
             <Option name="active" type="bool" value="true"></Option>
             <Option name="expression" type="QString" value="@geometry_part_num IS 12"></Option>
             <Option name="type" type="int" value="3"></Option>
            </Option>
           </Option>
           <Option name="type" type="QString" value="collection"></Option>
          </Option>
         </data_defined_properties>
        </layer>
       </symbol>
      </layer>
     </symbol>
    </layer>
   </symbol>
   <symbol alpha="1" clip_to_extent="1" force_rhr="0" frame_rate="10" is_animated="0" name="5" type="marker">
    <data_defined_properties>
     <Option type="Map">
      <Option name="name" type="QString" value=""></Option>
      <Option name="properties"></Option>
      <Option name="type" type="QString" value="collection"></Option>
     </Option>
    </data_defined_properties>
    <layer class="SimpleMarker" enabled="1" id="{00000000-0000-0000-0000-000000000123}" locked="0" pass="0">
     <Option type="Map">
      <Option name="angle" type="QString" value="0"></Option>
      <Option name="cap_style" type="QString" value="square"></Option>
      <Option name="color" type="QString" value="10,77,120,255,rgb:0.0392156862745098,0.30196078431372547,0.47058823529411764,1"></Option>
      <Option name="horizontal_anchor_point" type="QString" value="1"></Option>
      <Option name="joinstyle" type="QString" value="round"></Option>
      <Option name="name" type="QString" value="pentagon"></Option>
      <Option name="offset" type="QString" value="0,0"></Option>
      <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="offset_unit" type="QString" value="MM"></Option>
      <Option name="outline_color" type="QString" value="255,255,255,255,rgb:1,1,1,1"></Option>
      <Option name="outline_style" type="QString" value="solid"></Option>
      <Option name="outline_width" type="QString" value="0.2"></Option>
      <Option name="outline_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="outline_width_unit" type="QString" value="MM"></Option>
      <Option name="scale_method" type="QString" value="diameter"></Option>
      <Option name="size" type="QString" value="2.912"></Option>
      <Option name="size_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="size_unit" type="QString" value="MM"></Option>
      <Option name="vertical_anchor_point" type="QString" value="1"></Option>
     </Option>
     <data_defined_properties>
      <Option type="Map">
       <Option name="name" type="QString" value=""></Option>
       <Option name="properties"></Option>
       <Option name="type" type="QString" value="collection"></Option>
      </Option>
     </data_defined_properties>
    </layer>
    <layer class="SimpleMarker" enabled="1" id="{00000000-0000-0000-0000-000000000124}" locked="0" pass="0">
     <Option type="Map">
      <Option name="angle" type="QString" value="0"></Option>
      <Option name="cap_style" type="QString" value="square"></Option>
      <Option name="color" type="QString" value="10,77,120,255,rgb:0.0392156862745098,0.30196078431372547,0.47058823529411764,1"></Option>
      <Option name="horizontal_anchor_point" type="QString" value="1"></Option>
      <Option name="joinstyle" type="QString" value="round"></Option>
      <Option name="name" type="QString" value="pentagon"></Option>
      <Option name="offset" type="QString" value="0,0"></Option>
      <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="offset_unit" type="QString" value="MM"></Option>
      <Option name="outline_color" type="QString" value="255,255,255,255,rgb:1,1,1,1"></Option>
      <Option name="outline_style" type="QString" value="solid"></Option>
      <Option name="outline_width" type="QString" value="0.2"></Option>
      <Option name="outline_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="outline_width_unit" type="QString" value="MM"></Option>
      <Option name="scale_method" type="QString" value="diameter"></Option>
      <Option name="size" type="QString" value="3.7856"></Option>
      <Option name="size_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="size_unit" type="QString" value="MM"></Option>
      <Option name="vertical_anchor_point" type="QString" value="1"></Option>
     </Option>
     <data_defined_properties>
      <Option type="Map">
       <Option name="name" type="QString" value=""></Option>
       <Option name="properties" type="Map">
        <Option name="enabled" type="Map">
         <Option name="active" type="bool" value="true"></Option>
         <Option name="expression" type="QString" value="&quot;occurrence_type&quot; IS 'deposit'"></Option>
         <Option name="type" type="int" value="3"></Option>
        </Option>
       </Option>
       <Option name="type" type="QString" value="collection"></Option>
      </Option>
     </data_defined_properties>
    </layer>
    <layer class="SimpleMarker" enabled="1" id="{00000000-0000-0000-0000-000000000125}" locked="0" pass="0">
     <Option type="Map">
      <Option name="angle" type="QString" value="0"></Option>
      <Option name="cap_style" type="QString" value="square"></Option>
      <Option name="color" type="QString" value="10,77,120,255,rgb:0.0392156862745098,0.30196078431372547,0.47058823529411764,1"></Option>
      <Option name="horizontal_anchor_point" type="QString" value="1"></Option>
      <Option name="joinstyle" type="QString" value="round"></Option>
      <Option name="name" type="QString" value="pentagon"></Option>
      <Option name="offset" type="QString" value="0,0"></Option>
      <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="offset_unit" type="QString" value="MM"></Option>
      <Option name="outline_color" type="QString" value="255,255,255,255,rgb:1,1,1,1"></Option>
      <Option name="outline_style" type="QString" value="solid"></Option>
      <Option name="outline_width" type="QString" value="0.2"></Option>
      <Option name="outline_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="outline_width_unit" type="QString" value="MM"></Option>
      <Option name="scale_method" type="QString" value="diameter"></Option>
      <Option name="size" type="QString" value="4.8048"></Option>
      <Option name="size_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="size_unit" type="QString" value="MM"></Option>
      <Option name="vertical_anchor_point" type="QString" value="1"></Option>
     </Option>
     <data_defined_properties>
      <Option type="Map">
       <Option name="name" type="QString" value=""></Option>
       <Option name="properties" type="Map">
        <Option name="enabled" type="Map">
         <Option name="active" type="bool" value="true"></Option>
         <Option name="expression" type="QString" value="&quot;mine_status&quot; IS NOT NULL"></Option>
         <Option name="type" type="int" value="3"></Option>
        </Option>
       </Option>
       <Option name="type" type="QString" value="collection"></Option>
      </Option>
     </data_defined_properties>
    </layer>
    <layer class="GeometryGenerator" enabled="1" id="{00000000-0000-0000-0000-000000000126}" locked="0" pass="0">
     <Option type="Map">
      <Option name="SymbolType" type="QString" value="Line"></Option>
      <Option name="geometryModifier" type="QString" value="CASE WHEN &quot;commodity_codes&quot; LIKE '%;%' THEN translate(geom_from_wkt(regexp_replace(replace('MULTILINESTRING((0 0,0.000000 0),(0 0,0.000000{gold}{iridium}{osmium}{palladium}{platinum}{platinum-group}{precious-metal}{rhodium}{ruthenium}{silver} 0),(0 0,0.000000{alumina}{aluminium}{base-metal}{bauxite}{cobalt}{copper}{lead}{nickel}{tin}{x-polymetallic}{zinc} 0),(0 0,0.000000{chromite}{chromium}{ferrous-metal}{hematite}{ilmenite}{iron}{iron-ore}{magnetite}{manganese}{molybdenum}{titanium}{vanadium} 0),(0 0,0.000000{graphite}{lithium} 0),(0 0,0.000000{cerium}{dysprosium}{erbium}{europium}{gadolinium}{holmium}{hree}{lanthanum}{lree}{lutetium}{monazite}{neodymium}{praseodymium}{promethium}{rare-earth-element}{rare-earth-oxide}{samarium}{scandium}{terbium}{thulium}{x-xenotime}{ytterbium}{yttrium} 0),(0 0,0.000000{antimony}{arsenic}{beryllium}{bismuth}{cadmium}{cesium}{gallium}{germanium}{hafnium}{heavy-mineral-sand}{indium}{magnesium}{mercury}{niobium}{rhenium}{rubidium}{rutile}{selenium}{silicon}{strontium}{tantalum}{tellurium}{thallium}{tungsten}{zircon}{zirconium} 0),(0 0,0.000000{alunite}{andalusite}{anhydrite}{apatite}{asbestos}{barium}{baryte}{bentonite}{borate}{boron}{bromine}{calcite}{clay}{corundum}{diatomite}{feldspar}{fluorine}{fluorite}{garnet}{glauconite}{gypsum}{iodine}{kaolin}{kyanite}{laterite}{magnesite}{mica}{nitrate}{olivine}{perlite}{phosphate-rock}{phosphorus}{potash}{pozzolan}{pumice}{pyrite}{pyrophyllite}{quartz}{salt}{serpentine}{silica}{silica-sand}{sulphur}{talc}{vermiculite}{wollastonite}{x-dolomite}{zeolite} 0),(0 0,0.000000{aggregate}{basalt}{crushed-rock}{dimension-stone}{granite}{limestone}{marble}{sand}{sand-and-gravel}{x-andesite}{x-gravel} 0),(0 0,0.000000{diamond}{emerald}{gemstones}{jade}{opal}{ruby}{sapphire} 0),(0 0,0.000000{anthracite}{asphalt}{brown-coal}{coal}{oil}{oil-shale}{peat}{reservoir-gas}{thorium}{uranium}{x-coking-coal}{x-geothermal}{x-helium} 0),(0 0,0.000000{x-unspecified} 0))', from_json('{&quot;{' || replace(&quot;commodity_codes&quot;, '; ', '}&quot;:1,&quot;{') || '}&quot;:1}')), '[{][^}]*[}]', '')), $x, $y) END"></Option>
      <Option name="units" type="QString" value="MapUnit"></Option>
     </Option>
     <data_defined_properties>
      <Option type="Map">
       <Option name="name" type="QString" value=""></Option>
       <Option name="properties" type="Map">
        <Option name="enabled" type="Map">
         <Option name="active" type="bool" value="true"></Option>
         <Option name="expression" type="QString" value="coalesce(@map_scale &lt;= 250000, false)"></Option>
         <Option name="type" type="int" value="3"></Option>
        </Option>
       </Option>
       <Option name="type" type="QString" value="collection"></Option>
      </Option>
     </data_defined_properties>
     <symbol alpha="1" clip_to_extent="1" force_rhr="0" frame_rate="10" is_animated="0" name="@5@3" type="line">
      <data_defined_properties>
       <Option type="Map">
        <Option name="name" type="QString" value=""></Option>
        <Option name="properties"></Option>
        <Option name="type" type="QString" value="collection"></Option>
       </Option>
      </data_defined_properties>
      <layer class="MarkerLine" enabled="1" id="{00000000-0000-0000-0000-000000000127}" locked="0" pass="0">
       <Option type="Map">
        <Option name="average_angle_length" type="QString" value="4"></Option>
        <Option name="average_angle_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
        <Option name="average_angle_unit" type="QString" value="MM"></Option>
        <Option name="interval" type="QString" value="3"></Option>
        <Option name="interval_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
        <Option name="interval_unit" type="QString" value="MM"></Option>
        <Option name="offset" type="QString" value="0"></Option>
        <Option name="offset_along_line" type="QString" value="0"></Option>
        <Option name="offset_along_line_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
        <Option name="offset_along_line_unit" type="QString" value="MM"></Option>
        <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
        <Option name="offset_unit" type="QString" value="MM"></Option>
        <Option name="place_on_every_part" type="bool" value="true"></Option>
        <Option name="placements" type="QString" value="Interval"></Option>
        <Option name="ring_filter" type="QString" value="0"></Option>
        <Option name="rotate" type="QString" value="0"></Option>
       </Option>
       <data_defined_properties>
        <Option type="Map">
         <Option name="name" type="QString" value=""></Option>
         <Option name="properties"></Option>
         <Option name="type" type="QString" value="collection"></Option>
        </Option>
       </data_defined_properties>
       <symbol alpha="1" clip_to_extent="1" force_rhr="0" frame_rate="10" is_animated="0" name="@@5@3@0" type="marker">
        <data_defined_properties>
         <Option type="Map">
          <Option name="name" type="QString" value=""></Option>
          <Option name="properties"></Option>
          <Option name="type" type="QString" value="collection"></Option>
         </Option>
        </data_defined_properties>
        <layer class="SimpleMarker" enabled="1" id="{00000000-0000-0000-0000-000000000128}" locked="0" pass="0">
         <Option type="Map">
          <Option name="angle" type="QString" value="0"></Option>
          <Option name="cap_style" type="QString" value="square"></Option>
          <Option name="color" type="QString" value="247,224,0,255,rgb:0.96862745098039216,0.8784313725490196,0,1"></Option>
          <Option name="horizontal_anchor_point" type="QString" value="1"></Option>
          <Option name="joinstyle" type="QString" value="round"></Option>
          <Option name="name" type="QString" value="star"></Option>
          <Option name="offset" type="QString" value="0,-2.60000000000000009"></Option>
          <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="offset_unit" type="QString" value="MM"></Option>
          <Option name="outline_color" type="QString" value="38,38,38,255,rgb:0.14901960784313725,0.14901960784313725,0.14901960784313725,1"></Option>
          <Option name="outline_style" type="QString" value="solid"></Option>
          <Option name="outline_width" type="QString" value="0.1"></Option>
          <Option name="outline_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="outline_width_unit" type="QString" value="MM"></Option>
          <Option name="scale_method" type="QString" value="diameter"></Option>
          <Option name="size" type="QString" value="2.7"></Option>
          <Option name="size_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="size_unit" type="QString" value="MM"></Option>
          <Option name="vertical_anchor_point" type="QString" value="1"></Option>
         </Option>
         <data_defined_properties>
          <Option type="Map">
           <Option name="name" type="QString" value=""></Option>
           <Option name="properties" type="Map">
            <Option name="enabled" type="Map">
             <Option name="active" type="bool" value="true"></Option>
             <Option name="expression" type="QString" value="@geometry_part_num IS 2"></Option>
             <Option name="type" type="int" value="3"></Option>
            </Option>
           </Option>
           <Option name="type" type="QString" value="collection"></Option>
          </Option>
         </data_defined_properties>
        </layer>
        <layer class="SimpleMarker" enabled="1" id="{00000000-0000-0000-0000-000000000129}" locked="0" pass="0">
         <Option type="Map">
          <Option name="angle" type="QString" value="0"></Option>
          <Option name="cap_style" type="QString" value="square"></Option>
          <Option name="color" type="QString" value="204,63,12,255,rgb:0.80000000000000004,0.24705882352941178,0.04705882352941176,1"></Option>
          <Option name="horizontal_anchor_point" type="QString" value="1"></Option>
          <Option name="joinstyle" type="QString" value="round"></Option>
          <Option name="name" type="QString" value="circle"></Option>
          <Option name="offset" type="QString" value="1.96500000000000008,1.70300000000000007"></Option>
          <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="offset_unit" type="QString" value="MM"></Option>
          <Option name="outline_color" type="QString" value="255,255,255,255,rgb:1,1,1,1"></Option>
          <Option name="outline_style" type="QString" value="solid"></Option>
          <Option name="outline_width" type="QString" value="0.1"></Option>
          <Option name="outline_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="outline_width_unit" type="QString" value="MM"></Option>
          <Option name="scale_method" type="QString" value="diameter"></Option>
          <Option name="size" type="QString" value="1.8"></Option>
          <Option name="size_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="size_unit" type="QString" value="MM"></Option>
          <Option name="vertical_anchor_point" type="QString" value="1"></Option>
         </Option>
         <data_defined_properties>
          <Option type="Map">
           <Option name="name" type="QString" value=""></Option>
           <Option name="properties" type="Map">
            <Option name="enabled" type="Map">
             <Option name="active" type="bool" value="true"></Option>
             <Option name="expression" type="QString" value="@geometry_part_num IS 3"></Option>
             <Option name="type" type="int" value="3"></Option>
            </Option>
           </Option>
           <Option name="type" type="QString" value="collection"></Option>
          </Option>
         </data_defined_properties>
        </layer>
        <layer class="SimpleMarker" enabled="1" id="{00000000-0000-0000-0000-000000000130}" locked="0" pass="0">
         <Option type="Map">
          <Option name="angle" type="QString" value="0"></Option>
          <Option name="cap_style" type="QString" value="square"></Option>
          <Option name="color" type="QString" value="143,47,64,255,rgb:0.5607843137254902,0.18431372549019609,0.25098039215686274,1"></Option>
          <Option name="horizontal_anchor_point" type="QString" value="1"></Option>
          <Option name="joinstyle" type="QString" value="round"></Option>
          <Option name="name" type="QString" value="square"></Option>
          <Option name="offset" type="QString" value="-2.57399999999999984,0.37"></Option>
          <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="offset_unit" type="QString" value="MM"></Option>
          <Option name="outline_color" type="QString" value="255,255,255,255,rgb:1,1,1,1"></Option>
          <Option name="outline_style" type="QString" value="solid"></Option>
          <Option name="outline_width" type="QString" value="0.1"></Option>
          <Option name="outline_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="outline_width_unit" type="QString" value="MM"></Option>
          <Option name="scale_method" type="QString" value="diameter"></Option>
          <Option name="size" type="QString" value="1.656"></Option>
          <Option name="size_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="size_unit" type="QString" value="MM"></Option>
          <Option name="vertical_anchor_point" type="QString" value="1"></Option>
         </Option>
         <data_defined_properties>
          <Option type="Map">
           <Option name="name" type="QString" value=""></Option>
           <Option name="properties" type="Map">
            <Option name="enabled" type="Map">
             <Option name="active" type="bool" value="true"></Option>
             <Option name="expression" type="QString" value="@geometry_part_num IS 4"></Option>
             <Option name="type" type="int" value="3"></Option>
            </Option>
           </Option>
           <Option name="type" type="QString" value="collection"></Option>
          </Option>
         </data_defined_properties>
        </layer>
        <layer class="SimpleMarker" enabled="1" id="{00000000-0000-0000-0000-000000000131}" locked="0" pass="0">
         <Option type="Map">
          <Option name="angle" type="QString" value="0"></Option>
          <Option name="cap_style" type="QString" value="square"></Option>
          <Option name="color" type="QString" value="6,164,118,255,rgb:0.02352941176470588,0.64313725490196083,0.46274509803921571,1"></Option>
          <Option name="horizontal_anchor_point" type="QString" value="1"></Option>
          <Option name="joinstyle" type="QString" value="round"></Option>
          <Option name="name" type="QString" value="hexagon"></Option>
          <Option name="offset" type="QString" value="1.40599999999999992,-2.18699999999999983"></Option>
          <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="offset_unit" type="QString" value="MM"></Option>
          <Option name="outline_color" type="QString" value="38,38,38,255,rgb:0.14901960784313725,0.14901960784313725,0.14901960784313725,1"></Option>
          <Option name="outline_style" type="QString" value="solid"></Option>
          <Option name="outline_width" type="QString" value="0.1"></Option>
          <Option name="outline_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="outline_width_unit" type="QString" value="MM"></Option>
          <Option name="scale_method" type="QString" value="diameter"></Option>
          <Option name="size" type="QString" value="2.016"></Option>
          <Option name="size_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="size_unit" type="QString" value="MM"></Option>
          <Option name="vertical_anchor_point" type="QString" value="1"></Option>
         </Option>
         <data_defined_properties>
          <Option type="Map">
           <Option name="name" type="QString" value=""></Option>
           <Option name="properties" type="Map">
            <Option name="enabled" type="Map">
             <Option name="active" type="bool" value="true"></Option>
             <Option name="expression" type="QString" value="@geometry_part_num IS 5"></Option>
             <Option name="type" type="int" value="3"></Option>
            </Option>
           </Option>
           <Option name="type" type="QString" value="collection"></Option>
          </Option>
         </data_defined_properties>
        </layer>
        <layer class="SimpleMarker" enabled="1" id="{00000000-0000-0000-0000-000000000132}" locked="0" pass="0">
         <Option type="Map">
          <Option name="angle" type="QString" value="0"></Option>
          <Option name="cap_style" type="QString" value="square"></Option>
          <Option name="color" type="QString" value="224,122,198,255,rgb:0.8784313725490196,0.47843137254901963,0.77647058823529413,1"></Option>
          <Option name="horizontal_anchor_point" type="QString" value="1"></Option>
          <Option name="joinstyle" type="QString" value="round"></Option>
          <Option name="name" type="QString" value="equilateral_triangle"></Option>
          <Option name="offset" type="QString" value="0.73299999999999998,2.49500000000000011"></Option>
          <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="offset_unit" type="QString" value="MM"></Option>
          <Option name="outline_color" type="QString" value="38,38,38,255,rgb:0.14901960784313725,0.14901960784313725,0.14901960784313725,1"></Option>
          <Option name="outline_style" type="QString" value="solid"></Option>
          <Option name="outline_width" type="QString" value="0.1"></Option>
          <Option name="outline_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="outline_width_unit" type="QString" value="MM"></Option>
          <Option name="scale_method" type="QString" value="diameter"></Option>
          <Option name="size" type="QString" value="2.16"></Option>
          <Option name="size_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="size_unit" type="QString" value="MM"></Option>
          <Option name="vertical_anchor_point" type="QString" value="1"></Option>
         </Option>
         <data_defined_properties>
          <Option type="Map">
           <Option name="name" type="QString" value=""></Option>
           <Option name="properties" type="Map">
            <Option name="enabled" type="Map">
             <Option name="active" type="bool" value="true"></Option>
             <Option name="expression" type="QString" value="@geometry_part_num IS 6"></Option>
             <Option name="type" type="int" value="3"></Option>
            </Option>
           </Option>
           <Option name="type" type="QString" value="collection"></Option>
          </Option>
         </data_defined_properties>
        </layer>
        <layer class="SimpleMarker" enabled="1" id="{00000000-0000-0000-0000-000000000133}" locked="0" pass="0">
         <Option type="Map">
          <Option name="angle" type="QString" value="180"></Option>
          <Option name="cap_style" type="QString" value="square"></Option>
          <Option name="color" type="QString" value="163,227,250,255,rgb:0.63921568627450975,0.8901960784313725,0.98039215686274506,1"></Option>
          <Option name="horizontal_anchor_point" type="QString" value="1"></Option>
          <Option name="joinstyle" type="QString" value="round"></Option>
          <Option name="name" type="QString" value="triangle"></Option>
          <Option name="offset" type="QString" value="-2.36500000000000021,1.08000000000000007"></Option>
          <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="offset_unit" type="QString" value="MM"></Option>
          <Option name="outline_color" type="QString" value="38,38,38,255,rgb:0.14901960784313725,0.14901960784313725,0.14901960784313725,1"></Option>
          <Option name="outline_style" type="QString" value="solid"></Option>
          <Option name="outline_width" type="QString" value="0.1"></Option>
          <Option name="outline_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="outline_width_unit" type="QString" value="MM"></Option>
          <Option name="scale_method" type="QString" value="diameter"></Option>
          <Option name="size" type="QString" value="1.908"></Option>
          <Option name="size_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="size_unit" type="QString" value="MM"></Option>
          <Option name="vertical_anchor_point" type="QString" value="1"></Option>
         </Option>
         <data_defined_properties>
          <Option type="Map">
           <Option name="name" type="QString" value=""></Option>
           <Option name="properties" type="Map">
            <Option name="enabled" type="Map">
             <Option name="active" type="bool" value="true"></Option>
             <Option name="expression" type="QString" value="@geometry_part_num IS 8"></Option>
             <Option name="type" type="int" value="3"></Option>
            </Option>
           </Option>
           <Option name="type" type="QString" value="collection"></Option>
          </Option>
         </data_defined_properties>
        </layer>
        <layer class="SimpleMarker" enabled="1" id="{00000000-0000-0000-0000-000000000134}" locked="0" pass="0">
         <Option type="Map">
          <Option name="angle" type="QString" value="0"></Option>
          <Option name="cap_style" type="QString" value="square"></Option>
          <Option name="color" type="QString" value="196,174,90,255,rgb:0.7686274509803922,0.68235294117647061,0.35294117647058826,1"></Option>
          <Option name="horizontal_anchor_point" type="QString" value="1"></Option>
          <Option name="joinstyle" type="QString" value="round"></Option>
          <Option name="name" type="QString" value="cross_fill"></Option>
          <Option name="offset" type="QString" value="-0.73299999999999998,2.49500000000000011"></Option>
          <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="offset_unit" type="QString" value="MM"></Option>
          <Option name="outline_color" type="QString" value="38,38,38,255,rgb:0.14901960784313725,0.14901960784313725,0.14901960784313725,1"></Option>
          <Option name="outline_style" type="QString" value="solid"></Option>
          <Option name="outline_width" type="QString" value="0.1"></Option>
          <Option name="outline_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="outline_width_unit" type="QString" value="MM"></Option>
          <Option name="scale_method" type="QString" value="diameter"></Option>
          <Option name="size" type="QString" value="2.016"></Option>
          <Option name="size_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="size_unit" type="QString" value="MM"></Option>
          <Option name="vertical_anchor_point" type="QString" value="1"></Option>
         </Option>
         <data_defined_properties>
          <Option type="Map">
           <Option name="name" type="QString" value=""></Option>
           <Option name="properties" type="Map">
            <Option name="enabled" type="Map">
             <Option name="active" type="bool" value="true"></Option>
             <Option name="expression" type="QString" value="@geometry_part_num IS 9"></Option>
             <Option name="type" type="int" value="3"></Option>
            </Option>
           </Option>
           <Option name="type" type="QString" value="collection"></Option>
          </Option>
         </data_defined_properties>
        </layer>
        <layer class="SimpleMarker" enabled="1" id="{00000000-0000-0000-0000-000000000135}" locked="0" pass="0">
         <Option type="Map">
          <Option name="angle" type="QString" value="0"></Option>
          <Option name="cap_style" type="QString" value="square"></Option>
          <Option name="color" type="QString" value="154,79,214,255,rgb:0.60392156862745094,0.30980392156862746,0.83921568627450982,1"></Option>
          <Option name="horizontal_anchor_point" type="QString" value="1"></Option>
          <Option name="joinstyle" type="QString" value="round"></Option>
          <Option name="name" type="QString" value="diamond"></Option>
          <Option name="offset" type="QString" value="-1.40599999999999992,-2.18699999999999983"></Option>
          <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="offset_unit" type="QString" value="MM"></Option>
          <Option name="outline_color" type="QString" value="255,255,255,255,rgb:1,1,1,1"></Option>
          <Option name="outline_style" type="QString" value="solid"></Option>
          <Option name="outline_width" type="QString" value="0.1"></Option>
          <Option name="outline_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="outline_width_unit" type="QString" value="MM"></Option>
          <Option name="scale_method" type="QString" value="diameter"></Option>
          <Option name="size" type="QString" value="2.16"></Option>
          <Option name="size_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="size_unit" type="QString" value="MM"></Option>
          <Option name="vertical_anchor_point" type="QString" value="1"></Option>
         </Option>
         <data_defined_properties>
          <Option type="Map">
           <Option name="name" type="QString" value=""></Option>
           <Option name="properties" type="Map">
            <Option name="enabled" type="Map">
             <Option name="active" type="bool" value="true"></Option>
             <Option name="expression" type="QString" value="@geometry_part_num IS 10"></Option>
             <Option name="type" type="int" value="3"></Option>
            </Option>
           </Option>
           <Option name="type" type="QString" value="collection"></Option>
          </Option>
         </data_defined_properties>
        </layer>
        <layer class="SimpleMarker" enabled="1" id="{00000000-0000-0000-0000-000000000136}" locked="0" pass="0">
         <Option type="Map">
          <Option name="angle" type="QString" value="0"></Option>
          <Option name="cap_style" type="QString" value="square"></Option>
          <Option name="color" type="QString" value="26,26,26,255,rgb:0.10196078431372549,0.10196078431372549,0.10196078431372549,1"></Option>
          <Option name="horizontal_anchor_point" type="QString" value="1"></Option>
          <Option name="joinstyle" type="QString" value="round"></Option>
          <Option name="name" type="QString" value="semi_circle"></Option>
          <Option name="offset" type="QString" value="2.57399999999999984,0.37"></Option>
          <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="offset_unit" type="QString" value="MM"></Option>
          <Option name="outline_color" type="QString" value="255,255,255,255,rgb:1,1,1,1"></Option>
          <Option name="outline_style" type="QString" value="solid"></Option>
          <Option name="outline_width" type="QString" value="0.1"></Option>
          <Option name="outline_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="outline_width_unit" type="QString" value="MM"></Option>
          <Option name="scale_method" type="QString" value="diameter"></Option>
          <Option name="size" type="QString" value="2.34"></Option>
          <Option name="size_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="size_unit" type="QString" value="MM"></Option>
          <Option name="vertical_anchor_point" type="QString" value="1"></Option>
         </Option>
         <data_defined_properties>
          <Option type="Map">
           <Option name="name" type="QString" value=""></Option>
           <Option name="properties" type="Map">
            <Option name="enabled" type="Map">
             <Option name="active" type="bool" value="true"></Option>
             <Option name="expression" type="QString" value="@geometry_part_num IS 11"></Option>
             <Option name="type" type="int" value="3"></Option>
            </Option>
           </Option>
           <Option name="type" type="QString" value="collection"></Option>
          </Option>
         </data_defined_properties>
        </layer>
        <layer class="SimpleMarker" enabled="1" id="{00000000-0000-0000-0000-000000000137}" locked="0" pass="0">
         <Option type="Map">
          <Option name="angle" type="QString" value="0"></Option>
          <Option name="cap_style" type="QString" value="square"></Option>
          <Option name="color" type="QString" value="120,134,143,255,rgb:0.47058823529411764,0.52549019607843139,0.5607843137254902,1"></Option>
          <Option name="horizontal_anchor_point" type="QString" value="1"></Option>
          <Option name="joinstyle" type="QString" value="round"></Option>
          <Option name="name" type="QString" value="octagon"></Option>
          <Option name="offset" type="QString" value="-1.96500000000000008,1.70300000000000007"></Option>
          <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="offset_unit" type="QString" value="MM"></Option>
          <Option name="outline_color" type="QString" value="255,255,255,255,rgb:1,1,1,1"></Option>
          <Option name="outline_style" type="QString" value="solid"></Option>
          <Option name="outline_width" type="QString" value="0.1"></Option>
          <Option name="outline_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="outline_width_unit" type="QString" value="MM"></Option>
          <Option name="scale_method" type="QString" value="diameter"></Option>
          <Option name="size" type="QString" value="1.8"></Option>
          <Option name="size_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="size_unit" type="QString" value="MM"></Option>
          <Option name="vertical_anchor_point" type="QString" value="1"></Option>
         </Option>
         <data_defined_properties>
          <Option type="Map">
           <Option name="name" type="QString" value=""></Option>
           <Option name="properties" type="Map">
            <Option name="enabled" type="Map">
             <Option name="active" type="bool" value="true"></Option>
             <Option name="expression" type="QString" value="@geometry_part_num IS 12"></Option>
             <Option name="type" type="int" value="3"></Option>
            </Option>
           </Option>
           <Option name="type" type="QString" value="collection"></Option>
          </Option>
         </data_defined_properties>
        </layer>
       </symbol>
      </layer>
     </symbol>
    </layer>
   </symbol>
   <symbol alpha="1" clip_to_extent="1" force_rhr="0" frame_rate="10" is_animated="0" name="6" type="marker">
    <data_defined_properties>
     <Option type="Map">
      <Option name="name" type="QString" value=""></Option>
      <Option name="properties"></Option>
      <Option name="type" type="QString" value="collection"></Option>
     </Option>
    </data_defined_properties>
    <layer class="SimpleMarker" enabled="1" id="{00000000-0000-0000-0000-000000000138}" locked="0" pass="0">
     <Option type="Map">
      <Option name="angle" type="QString" value="180"></Option>
      <Option name="cap_style" type="QString" value="square"></Option>
      <Option name="color" type="QString" value="163,227,250,255,rgb:0.63921568627450975,0.8901960784313725,0.98039215686274506,1"></Option>
      <Option name="horizontal_anchor_point" type="QString" value="1"></Option>
      <Option name="joinstyle" type="QString" value="round"></Option>
      <Option name="name" type="QString" value="triangle"></Option>
      <Option name="offset" type="QString" value="0,0"></Option>
      <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="offset_unit" type="QString" value="MM"></Option>
      <Option name="outline_color" type="QString" value="38,38,38,255,rgb:0.14901960784313725,0.14901960784313725,0.14901960784313725,1"></Option>
      <Option name="outline_style" type="QString" value="solid"></Option>
      <Option name="outline_width" type="QString" value="0.2"></Option>
      <Option name="outline_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="outline_width_unit" type="QString" value="MM"></Option>
      <Option name="scale_method" type="QString" value="diameter"></Option>
      <Option name="size" type="QString" value="2.756"></Option>
      <Option name="size_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="size_unit" type="QString" value="MM"></Option>
      <Option name="vertical_anchor_point" type="QString" value="1"></Option>
     </Option>
     <data_defined_properties>
      <Option type="Map">
       <Option name="name" type="QString" value=""></Option>
       <Option name="properties"></Option>
       <Option name="type" type="QString" value="collection"></Option>
      </Option>
     </data_defined_properties>
    </layer>
    <layer class="SimpleMarker" enabled="1" id="{00000000-0000-0000-0000-000000000139}" locked="0" pass="0">
     <Option type="Map">
      <Option name="angle" type="QString" value="180"></Option>
      <Option name="cap_style" type="QString" value="square"></Option>
      <Option name="color" type="QString" value="163,227,250,255,rgb:0.63921568627450975,0.8901960784313725,0.98039215686274506,1"></Option>
      <Option name="horizontal_anchor_point" type="QString" value="1"></Option>
      <Option name="joinstyle" type="QString" value="round"></Option>
      <Option name="name" type="QString" value="triangle"></Option>
      <Option name="offset" type="QString" value="0,0"></Option>
      <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="offset_unit" type="QString" value="MM"></Option>
      <Option name="outline_color" type="QString" value="38,38,38,255,rgb:0.14901960784313725,0.14901960784313725,0.14901960784313725,1"></Option>
      <Option name="outline_style" type="QString" value="solid"></Option>
      <Option name="outline_width" type="QString" value="0.2"></Option>
      <Option name="outline_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="outline_width_unit" type="QString" value="MM"></Option>
      <Option name="scale_method" type="QString" value="diameter"></Option>
      <Option name="size" type="QString" value="3.5828"></Option>
      <Option name="size_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="size_unit" type="QString" value="MM"></Option>
      <Option name="vertical_anchor_point" type="QString" value="1"></Option>
     </Option>
     <data_defined_properties>
      <Option type="Map">
       <Option name="name" type="QString" value=""></Option>
       <Option name="properties" type="Map">
        <Option name="enabled" type="Map">
         <Option name="active" type="bool" value="true"></Option>
         <Option name="expression" type="QString" value="&quot;occurrence_type&quot; IS 'deposit'"></Option>
         <Option name="type" type="int" value="3"></Option>
        </Option>
       </Option>
       <Option name="type" type="QString" value="collection"></Option>
      </Option>
     </data_defined_properties>
    </layer>
    <layer class="SimpleMarker" enabled="1" id="{00000000-0000-0000-0000-000000000140}" locked="0" pass="0">
     <Option type="Map">
      <Option name="angle" type="QString" value="180"></Option>
      <Option name="cap_style" type="QString" value="square"></Option>
      <Option name="color" type="QString" value="163,227,250,255,rgb:0.63921568627450975,0.8901960784313725,0.98039215686274506,1"></Option>
      <Option name="horizontal_anchor_point" type="QString" value="1"></Option>
      <Option name="joinstyle" type="QString" value="round"></Option>
      <Option name="name" type="QString" value="triangle"></Option>
      <Option name="offset" type="QString" value="0,0"></Option>
      <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="offset_unit" type="QString" value="MM"></Option>
      <Option name="outline_color" type="QString" value="38,38,38,255,rgb:0.14901960784313725,0.14901960784313725,0.14901960784313725,1"></Option>
      <Option name="outline_style" type="QString" value="solid"></Option>
      <Option name="outline_width" type="QString" value="0.2"></Option>
      <Option name="outline_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="outline_width_unit" type="QString" value="MM"></Option>
      <Option name="scale_method" type="QString" value="diameter"></Option>
      <Option name="size" type="QString" value="4.5474"></Option>
      <Option name="size_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="size_unit" type="QString" value="MM"></Option>
      <Option name="vertical_anchor_point" type="QString" value="1"></Option>
     </Option>
     <data_defined_properties>
      <Option type="Map">
       <Option name="name" type="QString" value=""></Option>
       <Option name="properties" type="Map">
        <Option name="enabled" type="Map">
         <Option name="active" type="bool" value="true"></Option>
         <Option name="expression" type="QString" value="&quot;mine_status&quot; IS NOT NULL"></Option>
         <Option name="type" type="int" value="3"></Option>
        </Option>
       </Option>
       <Option name="type" type="QString" value="collection"></Option>
      </Option>
     </data_defined_properties>
    </layer>
    <layer class="GeometryGenerator" enabled="1" id="{00000000-0000-0000-0000-000000000141}" locked="0" pass="0">
     <Option type="Map">
      <Option name="SymbolType" type="QString" value="Line"></Option>
      <Option name="geometryModifier" type="QString" value="CASE WHEN &quot;commodity_codes&quot; LIKE '%;%' THEN translate(geom_from_wkt(regexp_replace(replace('MULTILINESTRING((0 0,0.000000 0),(0 0,0.000000{gold}{iridium}{osmium}{palladium}{platinum}{platinum-group}{precious-metal}{rhodium}{ruthenium}{silver} 0),(0 0,0.000000{alumina}{aluminium}{base-metal}{bauxite}{cobalt}{copper}{lead}{nickel}{tin}{x-polymetallic}{zinc} 0),(0 0,0.000000{chromite}{chromium}{ferrous-metal}{hematite}{ilmenite}{iron}{iron-ore}{magnetite}{manganese}{molybdenum}{titanium}{vanadium} 0),(0 0,0.000000{graphite}{lithium} 0),(0 0,0.000000{cerium}{dysprosium}{erbium}{europium}{gadolinium}{holmium}{hree}{lanthanum}{lree}{lutetium}{monazite}{neodymium}{praseodymium}{promethium}{rare-earth-element}{rare-earth-oxide}{samarium}{scandium}{terbium}{thulium}{x-xenotime}{ytterbium}{yttrium} 0),(0 0,0.000000{antimony}{arsenic}{beryllium}{bismuth}{cadmium}{cesium}{gallium}{germanium}{hafnium}{heavy-mineral-sand}{indium}{magnesium}{mercury}{niobium}{rhenium}{rubidium}{rutile}{selenium}{silicon}{strontium}{tantalum}{tellurium}{thallium}{tungsten}{zircon}{zirconium} 0),(0 0,0.000000{alunite}{andalusite}{anhydrite}{apatite}{asbestos}{barium}{baryte}{bentonite}{borate}{boron}{bromine}{calcite}{clay}{corundum}{diatomite}{feldspar}{fluorine}{fluorite}{garnet}{glauconite}{gypsum}{iodine}{kaolin}{kyanite}{laterite}{magnesite}{mica}{nitrate}{olivine}{perlite}{phosphate-rock}{phosphorus}{potash}{pozzolan}{pumice}{pyrite}{pyrophyllite}{quartz}{salt}{serpentine}{silica}{silica-sand}{sulphur}{talc}{vermiculite}{wollastonite}{x-dolomite}{zeolite} 0),(0 0,0.000000{aggregate}{basalt}{crushed-rock}{dimension-stone}{granite}{limestone}{marble}{sand}{sand-and-gravel}{x-andesite}{x-gravel} 0),(0 0,0.000000{diamond}{emerald}{gemstones}{jade}{opal}{ruby}{sapphire} 0),(0 0,0.000000{anthracite}{asphalt}{brown-coal}{coal}{oil}{oil-shale}{peat}{reservoir-gas}{thorium}{uranium}{x-coking-coal}{x-geothermal}{x-helium} 0),(0 0,0.000000{x-unspecified} 0))', from_json('{&quot;{' || replace(&quot;commodity_codes&quot;, '; ', '}&quot;:1,&quot;{') || '}&quot;:1}')), '[{][^}]*[}]', '')), $x, $y) END"></Option>
      <Option name="units" type="QString" value="MapUnit"></Option>
     </Option>
     <data_defined_properties>
      <Option type="Map">
       <Option name="name" type="QString" value=""></Option>
       <Option name="properties" type="Map">
        <Option name="enabled" type="Map">
         <Option name="active" type="bool" value="true"></Option>
         <Option name="expression" type="QString" value="coalesce(@map_scale &lt;= 250000, false)"></Option>
         <Option name="type" type="int" value="3"></Option>
        </Option>
       </Option>
       <Option name="type" type="QString" value="collection"></Option>
      </Option>
     </data_defined_properties>
     <symbol alpha="1" clip_to_extent="1" force_rhr="0" frame_rate="10" is_animated="0" name="@6@3" type="line">
      <data_defined_properties>
       <Option type="Map">
        <Option name="name" type="QString" value=""></Option>
        <Option name="properties"></Option>
        <Option name="type" type="QString" value="collection"></Option>
       </Option>
      </data_defined_properties>
      <layer class="MarkerLine" enabled="1" id="{00000000-0000-0000-0000-000000000142}" locked="0" pass="0">
       <Option type="Map">
        <Option name="average_angle_length" type="QString" value="4"></Option>
        <Option name="average_angle_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
        <Option name="average_angle_unit" type="QString" value="MM"></Option>
        <Option name="interval" type="QString" value="3"></Option>
        <Option name="interval_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
        <Option name="interval_unit" type="QString" value="MM"></Option>
        <Option name="offset" type="QString" value="0"></Option>
        <Option name="offset_along_line" type="QString" value="0"></Option>
        <Option name="offset_along_line_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
        <Option name="offset_along_line_unit" type="QString" value="MM"></Option>
        <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
        <Option name="offset_unit" type="QString" value="MM"></Option>
        <Option name="place_on_every_part" type="bool" value="true"></Option>
        <Option name="placements" type="QString" value="Interval"></Option>
        <Option name="ring_filter" type="QString" value="0"></Option>
        <Option name="rotate" type="QString" value="0"></Option>
       </Option>
       <data_defined_properties>
        <Option type="Map">
         <Option name="name" type="QString" value=""></Option>
         <Option name="properties"></Option>
         <Option name="type" type="QString" value="collection"></Option>
        </Option>
       </data_defined_properties>
       <symbol alpha="1" clip_to_extent="1" force_rhr="0" frame_rate="10" is_animated="0" name="@@6@3@0" type="marker">
        <data_defined_properties>
         <Option type="Map">
          <Option name="name" type="QString" value=""></Option>
          <Option name="properties"></Option>
          <Option name="type" type="QString" value="collection"></Option>
         </Option>
        </data_defined_properties>
        <layer class="SimpleMarker" enabled="1" id="{00000000-0000-0000-0000-000000000143}" locked="0" pass="0">
         <Option type="Map">
          <Option name="angle" type="QString" value="0"></Option>
          <Option name="cap_style" type="QString" value="square"></Option>
          <Option name="color" type="QString" value="247,224,0,255,rgb:0.96862745098039216,0.8784313725490196,0,1"></Option>
          <Option name="horizontal_anchor_point" type="QString" value="1"></Option>
          <Option name="joinstyle" type="QString" value="round"></Option>
          <Option name="name" type="QString" value="star"></Option>
          <Option name="offset" type="QString" value="0,-2.60000000000000009"></Option>
          <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="offset_unit" type="QString" value="MM"></Option>
          <Option name="outline_color" type="QString" value="38,38,38,255,rgb:0.14901960784313725,0.14901960784313725,0.14901960784313725,1"></Option>
          <Option name="outline_style" type="QString" value="solid"></Option>
          <Option name="outline_width" type="QString" value="0.1"></Option>
          <Option name="outline_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="outline_width_unit" type="QString" value="MM"></Option>
          <Option name="scale_method" type="QString" value="diameter"></Option>
          <Option name="size" type="QString" value="2.7"></Option>
          <Option name="size_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="size_unit" type="QString" value="MM"></Option>
          <Option name="vertical_anchor_point" type="QString" value="1"></Option>
         </Option>
         <data_defined_properties>
          <Option type="Map">
           <Option name="name" type="QString" value=""></Option>
           <Option name="properties" type="Map">
            <Option name="enabled" type="Map">
             <Option name="active" type="bool" value="true"></Option>
             <Option name="expression" type="QString" value="@geometry_part_num IS 2"></Option>
             <Option name="type" type="int" value="3"></Option>
            </Option>
           </Option>
           <Option name="type" type="QString" value="collection"></Option>
          </Option>
         </data_defined_properties>
        </layer>
        <layer class="SimpleMarker" enabled="1" id="{00000000-0000-0000-0000-000000000144}" locked="0" pass="0">
         <Option type="Map">
          <Option name="angle" type="QString" value="0"></Option>
          <Option name="cap_style" type="QString" value="square"></Option>
          <Option name="color" type="QString" value="204,63,12,255,rgb:0.80000000000000004,0.24705882352941178,0.04705882352941176,1"></Option>
          <Option name="horizontal_anchor_point" type="QString" value="1"></Option>
          <Option name="joinstyle" type="QString" value="round"></Option>
          <Option name="name" type="QString" value="circle"></Option>
          <Option name="offset" type="QString" value="1.96500000000000008,1.70300000000000007"></Option>
          <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="offset_unit" type="QString" value="MM"></Option>
          <Option name="outline_color" type="QString" value="255,255,255,255,rgb:1,1,1,1"></Option>
          <Option name="outline_style" type="QString" value="solid"></Option>
          <Option name="outline_width" type="QString" value="0.1"></Option>
          <Option name="outline_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="outline_width_unit" type="QString" value="MM"></Option>
          <Option name="scale_method" type="QString" value="diameter"></Option>
          <Option name="size" type="QString" value="1.8"></Option>
          <Option name="size_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="size_unit" type="QString" value="MM"></Option>
          <Option name="vertical_anchor_point" type="QString" value="1"></Option>
         </Option>
         <data_defined_properties>
          <Option type="Map">
           <Option name="name" type="QString" value=""></Option>
           <Option name="properties" type="Map">
            <Option name="enabled" type="Map">
             <Option name="active" type="bool" value="true"></Option>
             <Option name="expression" type="QString" value="@geometry_part_num IS 3"></Option>
             <Option name="type" type="int" value="3"></Option>
            </Option>
           </Option>
           <Option name="type" type="QString" value="collection"></Option>
          </Option>
         </data_defined_properties>
        </layer>
        <layer class="SimpleMarker" enabled="1" id="{00000000-0000-0000-0000-000000000145}" locked="0" pass="0">
         <Option type="Map">
          <Option name="angle" type="QString" value="0"></Option>
          <Option name="cap_style" type="QString" value="square"></Option>
          <Option name="color" type="QString" value="143,47,64,255,rgb:0.5607843137254902,0.18431372549019609,0.25098039215686274,1"></Option>
          <Option name="horizontal_anchor_point" type="QString" value="1"></Option>
          <Option name="joinstyle" type="QString" value="round"></Option>
          <Option name="name" type="QString" value="square"></Option>
          <Option name="offset" type="QString" value="-2.57399999999999984,0.37"></Option>
          <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="offset_unit" type="QString" value="MM"></Option>
          <Option name="outline_color" type="QString" value="255,255,255,255,rgb:1,1,1,1"></Option>
          <Option name="outline_style" type="QString" value="solid"></Option>
          <Option name="outline_width" type="QString" value="0.1"></Option>
          <Option name="outline_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="outline_width_unit" type="QString" value="MM"></Option>
          <Option name="scale_method" type="QString" value="diameter"></Option>
          <Option name="size" type="QString" value="1.656"></Option>
          <Option name="size_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="size_unit" type="QString" value="MM"></Option>
          <Option name="vertical_anchor_point" type="QString" value="1"></Option>
         </Option>
         <data_defined_properties>
          <Option type="Map">
           <Option name="name" type="QString" value=""></Option>
           <Option name="properties" type="Map">
            <Option name="enabled" type="Map">
             <Option name="active" type="bool" value="true"></Option>
             <Option name="expression" type="QString" value="@geometry_part_num IS 4"></Option>
             <Option name="type" type="int" value="3"></Option>
            </Option>
           </Option>
           <Option name="type" type="QString" value="collection"></Option>
          </Option>
         </data_defined_properties>
        </layer>
        <layer class="SimpleMarker" enabled="1" id="{00000000-0000-0000-0000-000000000146}" locked="0" pass="0">
         <Option type="Map">
          <Option name="angle" type="QString" value="0"></Option>
          <Option name="cap_style" type="QString" value="square"></Option>
          <Option name="color" type="QString" value="6,164,118,255,rgb:0.02352941176470588,0.64313725490196083,0.46274509803921571,1"></Option>
          <Option name="horizontal_anchor_point" type="QString" value="1"></Option>
          <Option name="joinstyle" type="QString" value="round"></Option>
          <Option name="name" type="QString" value="hexagon"></Option>
          <Option name="offset" type="QString" value="1.40599999999999992,-2.18699999999999983"></Option>
          <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="offset_unit" type="QString" value="MM"></Option>
          <Option name="outline_color" type="QString" value="38,38,38,255,rgb:0.14901960784313725,0.14901960784313725,0.14901960784313725,1"></Option>
          <Option name="outline_style" type="QString" value="solid"></Option>
          <Option name="outline_width" type="QString" value="0.1"></Option>
          <Option name="outline_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="outline_width_unit" type="QString" value="MM"></Option>
          <Option name="scale_method" type="QString" value="diameter"></Option>
          <Option name="size" type="QString" value="2.016"></Option>
          <Option name="size_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="size_unit" type="QString" value="MM"></Option>
          <Option name="vertical_anchor_point" type="QString" value="1"></Option>
         </Option>
         <data_defined_properties>
          <Option type="Map">
           <Option name="name" type="QString" value=""></Option>
           <Option name="properties" type="Map">
            <Option name="enabled" type="Map">
             <Option name="active" type="bool" value="true"></Option>
             <Option name="expression" type="QString" value="@geometry_part_num IS 5"></Option>
             <Option name="type" type="int" value="3"></Option>
            </Option>
           </Option>
           <Option name="type" type="QString" value="collection"></Option>
          </Option>
         </data_defined_properties>
        </layer>
        <layer class="SimpleMarker" enabled="1" id="{00000000-0000-0000-0000-000000000147}" locked="0" pass="0">
         <Option type="Map">
          <Option name="angle" type="QString" value="0"></Option>
          <Option name="cap_style" type="QString" value="square"></Option>
          <Option name="color" type="QString" value="224,122,198,255,rgb:0.8784313725490196,0.47843137254901963,0.77647058823529413,1"></Option>
          <Option name="horizontal_anchor_point" type="QString" value="1"></Option>
          <Option name="joinstyle" type="QString" value="round"></Option>
          <Option name="name" type="QString" value="equilateral_triangle"></Option>
          <Option name="offset" type="QString" value="0.73299999999999998,2.49500000000000011"></Option>
          <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="offset_unit" type="QString" value="MM"></Option>
          <Option name="outline_color" type="QString" value="38,38,38,255,rgb:0.14901960784313725,0.14901960784313725,0.14901960784313725,1"></Option>
          <Option name="outline_style" type="QString" value="solid"></Option>
          <Option name="outline_width" type="QString" value="0.1"></Option>
          <Option name="outline_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="outline_width_unit" type="QString" value="MM"></Option>
          <Option name="scale_method" type="QString" value="diameter"></Option>
          <Option name="size" type="QString" value="2.16"></Option>
          <Option name="size_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="size_unit" type="QString" value="MM"></Option>
          <Option name="vertical_anchor_point" type="QString" value="1"></Option>
         </Option>
         <data_defined_properties>
          <Option type="Map">
           <Option name="name" type="QString" value=""></Option>
           <Option name="properties" type="Map">
            <Option name="enabled" type="Map">
             <Option name="active" type="bool" value="true"></Option>
             <Option name="expression" type="QString" value="@geometry_part_num IS 6"></Option>
             <Option name="type" type="int" value="3"></Option>
            </Option>
           </Option>
           <Option name="type" type="QString" value="collection"></Option>
          </Option>
         </data_defined_properties>
        </layer>
        <layer class="SimpleMarker" enabled="1" id="{00000000-0000-0000-0000-000000000148}" locked="0" pass="0">
         <Option type="Map">
          <Option name="angle" type="QString" value="0"></Option>
          <Option name="cap_style" type="QString" value="square"></Option>
          <Option name="color" type="QString" value="10,77,120,255,rgb:0.0392156862745098,0.30196078431372547,0.47058823529411764,1"></Option>
          <Option name="horizontal_anchor_point" type="QString" value="1"></Option>
          <Option name="joinstyle" type="QString" value="round"></Option>
          <Option name="name" type="QString" value="pentagon"></Option>
          <Option name="offset" type="QString" value="-2.36500000000000021,-1.08000000000000007"></Option>
          <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="offset_unit" type="QString" value="MM"></Option>
          <Option name="outline_color" type="QString" value="255,255,255,255,rgb:1,1,1,1"></Option>
          <Option name="outline_style" type="QString" value="solid"></Option>
          <Option name="outline_width" type="QString" value="0.1"></Option>
          <Option name="outline_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="outline_width_unit" type="QString" value="MM"></Option>
          <Option name="scale_method" type="QString" value="diameter"></Option>
          <Option name="size" type="QString" value="2.016"></Option>
          <Option name="size_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="size_unit" type="QString" value="MM"></Option>
          <Option name="vertical_anchor_point" type="QString" value="1"></Option>
         </Option>
         <data_defined_properties>
          <Option type="Map">
           <Option name="name" type="QString" value=""></Option>
           <Option name="properties" type="Map">
            <Option name="enabled" type="Map">
             <Option name="active" type="bool" value="true"></Option>
             <Option name="expression" type="QString" value="@geometry_part_num IS 7"></Option>
             <Option name="type" type="int" value="3"></Option>
            </Option>
           </Option>
           <Option name="type" type="QString" value="collection"></Option>
          </Option>
         </data_defined_properties>
        </layer>
        <layer class="SimpleMarker" enabled="1" id="{00000000-0000-0000-0000-000000000149}" locked="0" pass="0">
         <Option type="Map">
          <Option name="angle" type="QString" value="0"></Option>
          <Option name="cap_style" type="QString" value="square"></Option>
          <Option name="color" type="QString" value="196,174,90,255,rgb:0.7686274509803922,0.68235294117647061,0.35294117647058826,1"></Option>
          <Option name="horizontal_anchor_point" type="QString" value="1"></Option>
          <Option name="joinstyle" type="QString" value="round"></Option>
          <Option name="name" type="QString" value="cross_fill"></Option>
          <Option name="offset" type="QString" value="-0.73299999999999998,2.49500000000000011"></Option>
          <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="offset_unit" type="QString" value="MM"></Option>
          <Option name="outline_color" type="QString" value="38,38,38,255,rgb:0.14901960784313725,0.14901960784313725,0.14901960784313725,1"></Option>
          <Option name="outline_style" type="QString" value="solid"></Option>
          <Option name="outline_width" type="QString" value="0.1"></Option>
          <Option name="outline_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="outline_width_unit" type="QString" value="MM"></Option>
          <Option name="scale_method" type="QString" value="diameter"></Option>
          <Option name="size" type="QString" value="2.016"></Option>
          <Option name="size_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="size_unit" type="QString" value="MM"></Option>
          <Option name="vertical_anchor_point" type="QString" value="1"></Option>
         </Option>
         <data_defined_properties>
          <Option type="Map">
           <Option name="name" type="QString" value=""></Option>
           <Option name="properties" type="Map">
            <Option name="enabled" type="Map">
             <Option name="active" type="bool" value="true"></Option>
             <Option name="expression" type="QString" value="@geometry_part_num IS 9"></Option>
             <Option name="type" type="int" value="3"></Option>
            </Option>
           </Option>
           <Option name="type" type="QString" value="collection"></Option>
          </Option>
         </data_defined_properties>
        </layer>
        <layer class="SimpleMarker" enabled="1" id="{00000000-0000-0000-0000-000000000150}" locked="0" pass="0">
         <Option type="Map">
          <Option name="angle" type="QString" value="0"></Option>
          <Option name="cap_style" type="QString" value="square"></Option>
          <Option name="color" type="QString" value="154,79,214,255,rgb:0.60392156862745094,0.30980392156862746,0.83921568627450982,1"></Option>
          <Option name="horizontal_anchor_point" type="QString" value="1"></Option>
          <Option name="joinstyle" type="QString" value="round"></Option>
          <Option name="name" type="QString" value="diamond"></Option>
          <Option name="offset" type="QString" value="-1.40599999999999992,-2.18699999999999983"></Option>
          <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="offset_unit" type="QString" value="MM"></Option>
          <Option name="outline_color" type="QString" value="255,255,255,255,rgb:1,1,1,1"></Option>
          <Option name="outline_style" type="QString" value="solid"></Option>
          <Option name="outline_width" type="QString" value="0.1"></Option>
          <Option name="outline_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="outline_width_unit" type="QString" value="MM"></Option>
          <Option name="scale_method" type="QString" value="diameter"></Option>
          <Option name="size" type="QString" value="2.16"></Option>
          <Option name="size_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="size_unit" type="QString" value="MM"></Option>
          <Option name="vertical_anchor_point" type="QString" value="1"></Option>
         </Option>
         <data_defined_properties>
          <Option type="Map">
           <Option name="name" type="QString" value=""></Option>
           <Option name="properties" type="Map">
            <Option name="enabled" type="Map">
             <Option name="active" type="bool" value="true"></Option>
             <Option name="expression" type="QString" value="@geometry_part_num IS 10"></Option>
             <Option name="type" type="int" value="3"></Option>
            </Option>
           </Option>
           <Option name="type" type="QString" value="collection"></Option>
          </Option>
         </data_defined_properties>
        </layer>
        <layer class="SimpleMarker" enabled="1" id="{00000000-0000-0000-0000-000000000151}" locked="0" pass="0">
         <Option type="Map">
          <Option name="angle" type="QString" value="0"></Option>
          <Option name="cap_style" type="QString" value="square"></Option>
          <Option name="color" type="QString" value="26,26,26,255,rgb:0.10196078431372549,0.10196078431372549,0.10196078431372549,1"></Option>
          <Option name="horizontal_anchor_point" type="QString" value="1"></Option>
          <Option name="joinstyle" type="QString" value="round"></Option>
          <Option name="name" type="QString" value="semi_circle"></Option>
          <Option name="offset" type="QString" value="2.57399999999999984,0.37"></Option>
          <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="offset_unit" type="QString" value="MM"></Option>
          <Option name="outline_color" type="QString" value="255,255,255,255,rgb:1,1,1,1"></Option>
          <Option name="outline_style" type="QString" value="solid"></Option>
          <Option name="outline_width" type="QString" value="0.1"></Option>
          <Option name="outline_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="outline_width_unit" type="QString" value="MM"></Option>
          <Option name="scale_method" type="QString" value="diameter"></Option>
          <Option name="size" type="QString" value="2.34"></Option>
          <Option name="size_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="size_unit" type="QString" value="MM"></Option>
          <Option name="vertical_anchor_point" type="QString" value="1"></Option>
         </Option>
         <data_defined_properties>
          <Option type="Map">
           <Option name="name" type="QString" value=""></Option>
           <Option name="properties" type="Map">
            <Option name="enabled" type="Map">
             <Option name="active" type="bool" value="true"></Option>
             <Option name="expression" type="QString" value="@geometry_part_num IS 11"></Option>
             <Option name="type" type="int" value="3"></Option>
            </Option>
           </Option>
           <Option name="type" type="QString" value="collection"></Option>
          </Option>
         </data_defined_properties>
        </layer>
        <layer class="SimpleMarker" enabled="1" id="{00000000-0000-0000-0000-000000000152}" locked="0" pass="0">
         <Option type="Map">
          <Option name="angle" type="QString" value="0"></Option>
          <Option name="cap_style" type="QString" value="square"></Option>
          <Option name="color" type="QString" value="120,134,143,255,rgb:0.47058823529411764,0.52549019607843139,0.5607843137254902,1"></Option>
          <Option name="horizontal_anchor_point" type="QString" value="1"></Option>
          <Option name="joinstyle" type="QString" value="round"></Option>
          <Option name="name" type="QString" value="octagon"></Option>
          <Option name="offset" type="QString" value="-1.96500000000000008,1.70300000000000007"></Option>
          <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="offset_unit" type="QString" value="MM"></Option>
          <Option name="outline_color" type="QString" value="255,255,255,255,rgb:1,1,1,1"></Option>
          <Option name="outline_style" type="QString" value="solid"></Option>
          <Option name="outline_width" type="QString" value="0.1"></Option>
          <Option name="outline_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="outline_width_unit" type="QString" value="MM"></Option>
          <Option name="scale_method" type="QString" value="diameter"></Option>
          <Option name="size" type="QString" value="1.8"></Option>
          <Option name="size_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="size_unit" type="QString" value="MM"></Option>
          <Option name="vertical_anchor_point" type="QString" value="1"></Option>
         </Option>
         <data_defined_properties>
          <Option type="Map">
           <Option name="name" type="QString" value=""></Option>
           <Option name="properties" type="Map">
            <Option name="enabled" type="Map">
             <Option name="active" type="bool" value="true"></Option>
             <Option name="expression" type="QString" value="@geometry_part_num IS 12"></Option>
             <Option name="type" type="int" value="3"></Option>
            </Option>
           </Option>
           <Option name="type" type="QString" value="collection"></Option>
          </Option>
         </data_defined_properties>
        </layer>
       </symbol>
      </layer>
     </symbol>
    </layer>
   </symbol>
   <symbol alpha="1" clip_to_extent="1" force_rhr="0" frame_rate="10" is_animated="0" name="7" type="marker">
    <data_defined_properties>
     <Option type="Map">
      <Option name="name" type="QString" value=""></Option>
      <Option name="properties"></Option>
      <Option name="type" type="QString" value="collection"></Option>
     </Option>
    </data_defined_properties>
    <layer class="SimpleMarker" enabled="1" id="{00000000-0000-0000-0000-000000000153}" locked="0" pass="0">
     <Option type="Map">
      <Option name="angle" type="QString" value="0"></Option>
      <Option name="cap_style" type="QString" value="square"></Option>
      <Option name="color" type="QString" value="196,174,90,255,rgb:0.7686274509803922,0.68235294117647061,0.35294117647058826,1"></Option>
      <Option name="horizontal_anchor_point" type="QString" value="1"></Option>
      <Option name="joinstyle" type="QString" value="round"></Option>
      <Option name="name" type="QString" value="cross_fill"></Option>
      <Option name="offset" type="QString" value="0,0"></Option>
      <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="offset_unit" type="QString" value="MM"></Option>
      <Option name="outline_color" type="QString" value="38,38,38,255,rgb:0.14901960784313725,0.14901960784313725,0.14901960784313725,1"></Option>
      <Option name="outline_style" type="QString" value="solid"></Option>
      <Option name="outline_width" type="QString" value="0.2"></Option>
      <Option name="outline_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="outline_width_unit" type="QString" value="MM"></Option>
      <Option name="scale_method" type="QString" value="diameter"></Option>
      <Option name="size" type="QString" value="2.912"></Option>
      <Option name="size_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="size_unit" type="QString" value="MM"></Option>
      <Option name="vertical_anchor_point" type="QString" value="1"></Option>
     </Option>
     <data_defined_properties>
      <Option type="Map">
       <Option name="name" type="QString" value=""></Option>
       <Option name="properties"></Option>
       <Option name="type" type="QString" value="collection"></Option>
      </Option>
     </data_defined_properties>
    </layer>
    <layer class="SimpleMarker" enabled="1" id="{00000000-0000-0000-0000-000000000154}" locked="0" pass="0">
     <Option type="Map">
      <Option name="angle" type="QString" value="0"></Option>
      <Option name="cap_style" type="QString" value="square"></Option>
      <Option name="color" type="QString" value="196,174,90,255,rgb:0.7686274509803922,0.68235294117647061,0.35294117647058826,1"></Option>
      <Option name="horizontal_anchor_point" type="QString" value="1"></Option>
      <Option name="joinstyle" type="QString" value="round"></Option>
      <Option name="name" type="QString" value="cross_fill"></Option>
      <Option name="offset" type="QString" value="0,0"></Option>
      <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="offset_unit" type="QString" value="MM"></Option>
      <Option name="outline_color" type="QString" value="38,38,38,255,rgb:0.14901960784313725,0.14901960784313725,0.14901960784313725,1"></Option>
      <Option name="outline_style" type="QString" value="solid"></Option>
      <Option name="outline_width" type="QString" value="0.2"></Option>
      <Option name="outline_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="outline_width_unit" type="QString" value="MM"></Option>
      <Option name="scale_method" type="QString" value="diameter"></Option>
      <Option name="size" type="QString" value="3.7856"></Option>
      <Option name="size_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="size_unit" type="QString" value="MM"></Option>
      <Option name="vertical_anchor_point" type="QString" value="1"></Option>
     </Option>
     <data_defined_properties>
      <Option type="Map">
       <Option name="name" type="QString" value=""></Option>
       <Option name="properties" type="Map">
        <Option name="enabled" type="Map">
         <Option name="active" type="bool" value="true"></Option>
         <Option name="expression" type="QString" value="&quot;occurrence_type&quot; IS 'deposit'"></Option>
         <Option name="type" type="int" value="3"></Option>
        </Option>
       </Option>
       <Option name="type" type="QString" value="collection"></Option>
      </Option>
     </data_defined_properties>
    </layer>
    <layer class="SimpleMarker" enabled="1" id="{00000000-0000-0000-0000-000000000155}" locked="0" pass="0">
     <Option type="Map">
      <Option name="angle" type="QString" value="0"></Option>
      <Option name="cap_style" type="QString" value="square"></Option>
      <Option name="color" type="QString" value="196,174,90,255,rgb:0.7686274509803922,0.68235294117647061,0.35294117647058826,1"></Option>
      <Option name="horizontal_anchor_point" type="QString" value="1"></Option>
      <Option name="joinstyle" type="QString" value="round"></Option>
      <Option name="name" type="QString" value="cross_fill"></Option>
      <Option name="offset" type="QString" value="0,0"></Option>
      <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="offset_unit" type="QString" value="MM"></Option>
      <Option name="outline_color" type="QString" value="38,38,38,255,rgb:0.14901960784313725,0.14901960784313725,0.14901960784313725,1"></Option>
      <Option name="outline_style" type="QString" value="solid"></Option>
      <Option name="outline_width" type="QString" value="0.2"></Option>
      <Option name="outline_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="outline_width_unit" type="QString" value="MM"></Option>
      <Option name="scale_method" type="QString" value="diameter"></Option>
      <Option name="size" type="QString" value="4.8048"></Option>
      <Option name="size_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="size_unit" type="QString" value="MM"></Option>
      <Option name="vertical_anchor_point" type="QString" value="1"></Option>
     </Option>
     <data_defined_properties>
      <Option type="Map">
       <Option name="name" type="QString" value=""></Option>
       <Option name="properties" type="Map">
        <Option name="enabled" type="Map">
         <Option name="active" type="bool" value="true"></Option>
         <Option name="expression" type="QString" value="&quot;mine_status&quot; IS NOT NULL"></Option>
         <Option name="type" type="int" value="3"></Option>
        </Option>
       </Option>
       <Option name="type" type="QString" value="collection"></Option>
      </Option>
     </data_defined_properties>
    </layer>
    <layer class="GeometryGenerator" enabled="1" id="{00000000-0000-0000-0000-000000000156}" locked="0" pass="0">
     <Option type="Map">
      <Option name="SymbolType" type="QString" value="Line"></Option>
      <Option name="geometryModifier" type="QString" value="CASE WHEN &quot;commodity_codes&quot; LIKE '%;%' THEN translate(geom_from_wkt(regexp_replace(replace('MULTILINESTRING((0 0,0.000000 0),(0 0,0.000000{gold}{iridium}{osmium}{palladium}{platinum}{platinum-group}{precious-metal}{rhodium}{ruthenium}{silver} 0),(0 0,0.000000{alumina}{aluminium}{base-metal}{bauxite}{cobalt}{copper}{lead}{nickel}{tin}{x-polymetallic}{zinc} 0),(0 0,0.000000{chromite}{chromium}{ferrous-metal}{hematite}{ilmenite}{iron}{iron-ore}{magnetite}{manganese}{molybdenum}{titanium}{vanadium} 0),(0 0,0.000000{graphite}{lithium} 0),(0 0,0.000000{cerium}{dysprosium}{erbium}{europium}{gadolinium}{holmium}{hree}{lanthanum}{lree}{lutetium}{monazite}{neodymium}{praseodymium}{promethium}{rare-earth-element}{rare-earth-oxide}{samarium}{scandium}{terbium}{thulium}{x-xenotime}{ytterbium}{yttrium} 0),(0 0,0.000000{antimony}{arsenic}{beryllium}{bismuth}{cadmium}{cesium}{gallium}{germanium}{hafnium}{heavy-mineral-sand}{indium}{magnesium}{mercury}{niobium}{rhenium}{rubidium}{rutile}{selenium}{silicon}{strontium}{tantalum}{tellurium}{thallium}{tungsten}{zircon}{zirconium} 0),(0 0,0.000000{alunite}{andalusite}{anhydrite}{apatite}{asbestos}{barium}{baryte}{bentonite}{borate}{boron}{bromine}{calcite}{clay}{corundum}{diatomite}{feldspar}{fluorine}{fluorite}{garnet}{glauconite}{gypsum}{iodine}{kaolin}{kyanite}{laterite}{magnesite}{mica}{nitrate}{olivine}{perlite}{phosphate-rock}{phosphorus}{potash}{pozzolan}{pumice}{pyrite}{pyrophyllite}{quartz}{salt}{serpentine}{silica}{silica-sand}{sulphur}{talc}{vermiculite}{wollastonite}{x-dolomite}{zeolite} 0),(0 0,0.000000{aggregate}{basalt}{crushed-rock}{dimension-stone}{granite}{limestone}{marble}{sand}{sand-and-gravel}{x-andesite}{x-gravel} 0),(0 0,0.000000{diamond}{emerald}{gemstones}{jade}{opal}{ruby}{sapphire} 0),(0 0,0.000000{anthracite}{asphalt}{brown-coal}{coal}{oil}{oil-shale}{peat}{reservoir-gas}{thorium}{uranium}{x-coking-coal}{x-geothermal}{x-helium} 0),(0 0,0.000000{x-unspecified} 0))', from_json('{&quot;{' || replace(&quot;commodity_codes&quot;, '; ', '}&quot;:1,&quot;{') || '}&quot;:1}')), '[{][^}]*[}]', '')), $x, $y) END"></Option>
      <Option name="units" type="QString" value="MapUnit"></Option>
     </Option>
     <data_defined_properties>
      <Option type="Map">
       <Option name="name" type="QString" value=""></Option>
       <Option name="properties" type="Map">
        <Option name="enabled" type="Map">
         <Option name="active" type="bool" value="true"></Option>
         <Option name="expression" type="QString" value="coalesce(@map_scale &lt;= 250000, false)"></Option>
         <Option name="type" type="int" value="3"></Option>
        </Option>
       </Option>
       <Option name="type" type="QString" value="collection"></Option>
      </Option>
     </data_defined_properties>
     <symbol alpha="1" clip_to_extent="1" force_rhr="0" frame_rate="10" is_animated="0" name="@7@3" type="line">
      <data_defined_properties>
       <Option type="Map">
        <Option name="name" type="QString" value=""></Option>
        <Option name="properties"></Option>
        <Option name="type" type="QString" value="collection"></Option>
       </Option>
      </data_defined_properties>
      <layer class="MarkerLine" enabled="1" id="{00000000-0000-0000-0000-000000000157}" locked="0" pass="0">
       <Option type="Map">
        <Option name="average_angle_length" type="QString" value="4"></Option>
        <Option name="average_angle_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
        <Option name="average_angle_unit" type="QString" value="MM"></Option>
        <Option name="interval" type="QString" value="3"></Option>
        <Option name="interval_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
        <Option name="interval_unit" type="QString" value="MM"></Option>
        <Option name="offset" type="QString" value="0"></Option>
        <Option name="offset_along_line" type="QString" value="0"></Option>
        <Option name="offset_along_line_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
        <Option name="offset_along_line_unit" type="QString" value="MM"></Option>
        <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
        <Option name="offset_unit" type="QString" value="MM"></Option>
        <Option name="place_on_every_part" type="bool" value="true"></Option>
        <Option name="placements" type="QString" value="Interval"></Option>
        <Option name="ring_filter" type="QString" value="0"></Option>
        <Option name="rotate" type="QString" value="0"></Option>
       </Option>
       <data_defined_properties>
        <Option type="Map">
         <Option name="name" type="QString" value=""></Option>
         <Option name="properties"></Option>
         <Option name="type" type="QString" value="collection"></Option>
        </Option>
       </data_defined_properties>
       <symbol alpha="1" clip_to_extent="1" force_rhr="0" frame_rate="10" is_animated="0" name="@@7@3@0" type="marker">
        <data_defined_properties>
         <Option type="Map">
          <Option name="name" type="QString" value=""></Option>
          <Option name="properties"></Option>
          <Option name="type" type="QString" value="collection"></Option>
         </Option>
        </data_defined_properties>
        <layer class="SimpleMarker" enabled="1" id="{00000000-0000-0000-0000-000000000158}" locked="0" pass="0">
         <Option type="Map">
          <Option name="angle" type="QString" value="0"></Option>
          <Option name="cap_style" type="QString" value="square"></Option>
          <Option name="color" type="QString" value="247,224,0,255,rgb:0.96862745098039216,0.8784313725490196,0,1"></Option>
          <Option name="horizontal_anchor_point" type="QString" value="1"></Option>
          <Option name="joinstyle" type="QString" value="round"></Option>
          <Option name="name" type="QString" value="star"></Option>
          <Option name="offset" type="QString" value="0,-2.60000000000000009"></Option>
          <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="offset_unit" type="QString" value="MM"></Option>
          <Option name="outline_color" type="QString" value="38,38,38,255,rgb:0.14901960784313725,0.14901960784313725,0.14901960784313725,1"></Option>
          <Option name="outline_style" type="QString" value="solid"></Option>
          <Option name="outline_width" type="QString" value="0.1"></Option>
          <Option name="outline_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="outline_width_unit" type="QString" value="MM"></Option>
          <Option name="scale_method" type="QString" value="diameter"></Option>
          <Option name="size" type="QString" value="2.7"></Option>
          <Option name="size_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="size_unit" type="QString" value="MM"></Option>
          <Option name="vertical_anchor_point" type="QString" value="1"></Option>
         </Option>
         <data_defined_properties>
          <Option type="Map">
           <Option name="name" type="QString" value=""></Option>
           <Option name="properties" type="Map">
            <Option name="enabled" type="Map">
             <Option name="active" type="bool" value="true"></Option>
             <Option name="expression" type="QString" value="@geometry_part_num IS 2"></Option>
             <Option name="type" type="int" value="3"></Option>
            </Option>
           </Option>
           <Option name="type" type="QString" value="collection"></Option>
          </Option>
         </data_defined_properties>
        </layer>
        <layer class="SimpleMarker" enabled="1" id="{00000000-0000-0000-0000-000000000159}" locked="0" pass="0">
         <Option type="Map">
          <Option name="angle" type="QString" value="0"></Option>
          <Option name="cap_style" type="QString" value="square"></Option>
          <Option name="color" type="QString" value="204,63,12,255,rgb:0.80000000000000004,0.24705882352941178,0.04705882352941176,1"></Option>
          <Option name="horizontal_anchor_point" type="QString" value="1"></Option>
          <Option name="joinstyle" type="QString" value="round"></Option>
          <Option name="name" type="QString" value="circle"></Option>
          <Option name="offset" type="QString" value="1.96500000000000008,1.70300000000000007"></Option>
          <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="offset_unit" type="QString" value="MM"></Option>
          <Option name="outline_color" type="QString" value="255,255,255,255,rgb:1,1,1,1"></Option>
          <Option name="outline_style" type="QString" value="solid"></Option>
          <Option name="outline_width" type="QString" value="0.1"></Option>
          <Option name="outline_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="outline_width_unit" type="QString" value="MM"></Option>
          <Option name="scale_method" type="QString" value="diameter"></Option>
          <Option name="size" type="QString" value="1.8"></Option>
          <Option name="size_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="size_unit" type="QString" value="MM"></Option>
          <Option name="vertical_anchor_point" type="QString" value="1"></Option>
         </Option>
         <data_defined_properties>
          <Option type="Map">
           <Option name="name" type="QString" value=""></Option>
           <Option name="properties" type="Map">
            <Option name="enabled" type="Map">
             <Option name="active" type="bool" value="true"></Option>
             <Option name="expression" type="QString" value="@geometry_part_num IS 3"></Option>
             <Option name="type" type="int" value="3"></Option>
            </Option>
           </Option>
           <Option name="type" type="QString" value="collection"></Option>
          </Option>
         </data_defined_properties>
        </layer>
        <layer class="SimpleMarker" enabled="1" id="{00000000-0000-0000-0000-000000000160}" locked="0" pass="0">
         <Option type="Map">
          <Option name="angle" type="QString" value="0"></Option>
          <Option name="cap_style" type="QString" value="square"></Option>
          <Option name="color" type="QString" value="143,47,64,255,rgb:0.5607843137254902,0.18431372549019609,0.25098039215686274,1"></Option>
          <Option name="horizontal_anchor_point" type="QString" value="1"></Option>
          <Option name="joinstyle" type="QString" value="round"></Option>
          <Option name="name" type="QString" value="square"></Option>
          <Option name="offset" type="QString" value="-2.57399999999999984,0.37"></Option>
          <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="offset_unit" type="QString" value="MM"></Option>
          <Option name="outline_color" type="QString" value="255,255,255,255,rgb:1,1,1,1"></Option>
          <Option name="outline_style" type="QString" value="solid"></Option>
          <Option name="outline_width" type="QString" value="0.1"></Option>
          <Option name="outline_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="outline_width_unit" type="QString" value="MM"></Option>
          <Option name="scale_method" type="QString" value="diameter"></Option>
          <Option name="size" type="QString" value="1.656"></Option>
          <Option name="size_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="size_unit" type="QString" value="MM"></Option>
          <Option name="vertical_anchor_point" type="QString" value="1"></Option>
         </Option>
         <data_defined_properties>
          <Option type="Map">
           <Option name="name" type="QString" value=""></Option>
           <Option name="properties" type="Map">
            <Option name="enabled" type="Map">
             <Option name="active" type="bool" value="true"></Option>
             <Option name="expression" type="QString" value="@geometry_part_num IS 4"></Option>
             <Option name="type" type="int" value="3"></Option>
            </Option>
           </Option>
           <Option name="type" type="QString" value="collection"></Option>
          </Option>
         </data_defined_properties>
        </layer>
        <layer class="SimpleMarker" enabled="1" id="{00000000-0000-0000-0000-000000000161}" locked="0" pass="0">
         <Option type="Map">
          <Option name="angle" type="QString" value="0"></Option>
          <Option name="cap_style" type="QString" value="square"></Option>
          <Option name="color" type="QString" value="6,164,118,255,rgb:0.02352941176470588,0.64313725490196083,0.46274509803921571,1"></Option>
          <Option name="horizontal_anchor_point" type="QString" value="1"></Option>
          <Option name="joinstyle" type="QString" value="round"></Option>
          <Option name="name" type="QString" value="hexagon"></Option>
          <Option name="offset" type="QString" value="1.40599999999999992,-2.18699999999999983"></Option>
          <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="offset_unit" type="QString" value="MM"></Option>
          <Option name="outline_color" type="QString" value="38,38,38,255,rgb:0.14901960784313725,0.14901960784313725,0.14901960784313725,1"></Option>
          <Option name="outline_style" type="QString" value="solid"></Option>
          <Option name="outline_width" type="QString" value="0.1"></Option>
          <Option name="outline_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="outline_width_unit" type="QString" value="MM"></Option>
          <Option name="scale_method" type="QString" value="diameter"></Option>
          <Option name="size" type="QString" value="2.016"></Option>
          <Option name="size_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="size_unit" type="QString" value="MM"></Option>
          <Option name="vertical_anchor_point" type="QString" value="1"></Option>
         </Option>
         <data_defined_properties>
          <Option type="Map">
           <Option name="name" type="QString" value=""></Option>
           <Option name="properties" type="Map">
            <Option name="enabled" type="Map">
             <Option name="active" type="bool" value="true"></Option>
             <Option name="expression" type="QString" value="@geometry_part_num IS 5"></Option>
             <Option name="type" type="int" value="3"></Option>
            </Option>
           </Option>
           <Option name="type" type="QString" value="collection"></Option>
          </Option>
         </data_defined_properties>
        </layer>
        <layer class="SimpleMarker" enabled="1" id="{00000000-0000-0000-0000-000000000162}" locked="0" pass="0">
         <Option type="Map">
          <Option name="angle" type="QString" value="0"></Option>
          <Option name="cap_style" type="QString" value="square"></Option>
          <Option name="color" type="QString" value="224,122,198,255,rgb:0.8784313725490196,0.47843137254901963,0.77647058823529413,1"></Option>
          <Option name="horizontal_anchor_point" type="QString" value="1"></Option>
          <Option name="joinstyle" type="QString" value="round"></Option>
          <Option name="name" type="QString" value="equilateral_triangle"></Option>
          <Option name="offset" type="QString" value="0.73299999999999998,2.49500000000000011"></Option>
          <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="offset_unit" type="QString" value="MM"></Option>
          <Option name="outline_color" type="QString" value="38,38,38,255,rgb:0.14901960784313725,0.14901960784313725,0.14901960784313725,1"></Option>
          <Option name="outline_style" type="QString" value="solid"></Option>
          <Option name="outline_width" type="QString" value="0.1"></Option>
          <Option name="outline_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="outline_width_unit" type="QString" value="MM"></Option>
          <Option name="scale_method" type="QString" value="diameter"></Option>
          <Option name="size" type="QString" value="2.16"></Option>
          <Option name="size_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="size_unit" type="QString" value="MM"></Option>
          <Option name="vertical_anchor_point" type="QString" value="1"></Option>
         </Option>
         <data_defined_properties>
          <Option type="Map">
           <Option name="name" type="QString" value=""></Option>
           <Option name="properties" type="Map">
            <Option name="enabled" type="Map">
             <Option name="active" type="bool" value="true"></Option>
             <Option name="expression" type="QString" value="@geometry_part_num IS 6"></Option>
             <Option name="type" type="int" value="3"></Option>
            </Option>
           </Option>
           <Option name="type" type="QString" value="collection"></Option>
          </Option>
         </data_defined_properties>
        </layer>
        <layer class="SimpleMarker" enabled="1" id="{00000000-0000-0000-0000-000000000163}" locked="0" pass="0">
         <Option type="Map">
          <Option name="angle" type="QString" value="0"></Option>
          <Option name="cap_style" type="QString" value="square"></Option>
          <Option name="color" type="QString" value="10,77,120,255,rgb:0.0392156862745098,0.30196078431372547,0.47058823529411764,1"></Option>
          <Option name="horizontal_anchor_point" type="QString" value="1"></Option>
          <Option name="joinstyle" type="QString" value="round"></Option>
          <Option name="name" type="QString" value="pentagon"></Option>
          <Option name="offset" type="QString" value="-2.36500000000000021,-1.08000000000000007"></Option>
          <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="offset_unit" type="QString" value="MM"></Option>
          <Option name="outline_color" type="QString" value="255,255,255,255,rgb:1,1,1,1"></Option>
          <Option name="outline_style" type="QString" value="solid"></Option>
          <Option name="outline_width" type="QString" value="0.1"></Option>
          <Option name="outline_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="outline_width_unit" type="QString" value="MM"></Option>
          <Option name="scale_method" type="QString" value="diameter"></Option>
          <Option name="size" type="QString" value="2.016"></Option>
          <Option name="size_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="size_unit" type="QString" value="MM"></Option>
          <Option name="vertical_anchor_point" type="QString" value="1"></Option>
         </Option>
         <data_defined_properties>
          <Option type="Map">
           <Option name="name" type="QString" value=""></Option>
           <Option name="properties" type="Map">
            <Option name="enabled" type="Map">
             <Option name="active" type="bool" value="true"></Option>
             <Option name="expression" type="QString" value="@geometry_part_num IS 7"></Option>
             <Option name="type" type="int" value="3"></Option>
            </Option>
           </Option>
           <Option name="type" type="QString" value="collection"></Option>
          </Option>
         </data_defined_properties>
        </layer>
        <layer class="SimpleMarker" enabled="1" id="{00000000-0000-0000-0000-000000000164}" locked="0" pass="0">
         <Option type="Map">
          <Option name="angle" type="QString" value="180"></Option>
          <Option name="cap_style" type="QString" value="square"></Option>
          <Option name="color" type="QString" value="163,227,250,255,rgb:0.63921568627450975,0.8901960784313725,0.98039215686274506,1"></Option>
          <Option name="horizontal_anchor_point" type="QString" value="1"></Option>
          <Option name="joinstyle" type="QString" value="round"></Option>
          <Option name="name" type="QString" value="triangle"></Option>
          <Option name="offset" type="QString" value="-2.36500000000000021,1.08000000000000007"></Option>
          <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="offset_unit" type="QString" value="MM"></Option>
          <Option name="outline_color" type="QString" value="38,38,38,255,rgb:0.14901960784313725,0.14901960784313725,0.14901960784313725,1"></Option>
          <Option name="outline_style" type="QString" value="solid"></Option>
          <Option name="outline_width" type="QString" value="0.1"></Option>
          <Option name="outline_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="outline_width_unit" type="QString" value="MM"></Option>
          <Option name="scale_method" type="QString" value="diameter"></Option>
          <Option name="size" type="QString" value="1.908"></Option>
          <Option name="size_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="size_unit" type="QString" value="MM"></Option>
          <Option name="vertical_anchor_point" type="QString" value="1"></Option>
         </Option>
         <data_defined_properties>
          <Option type="Map">
           <Option name="name" type="QString" value=""></Option>
           <Option name="properties" type="Map">
            <Option name="enabled" type="Map">
             <Option name="active" type="bool" value="true"></Option>
             <Option name="expression" type="QString" value="@geometry_part_num IS 8"></Option>
             <Option name="type" type="int" value="3"></Option>
            </Option>
           </Option>
           <Option name="type" type="QString" value="collection"></Option>
          </Option>
         </data_defined_properties>
        </layer>
        <layer class="SimpleMarker" enabled="1" id="{00000000-0000-0000-0000-000000000165}" locked="0" pass="0">
         <Option type="Map">
          <Option name="angle" type="QString" value="0"></Option>
          <Option name="cap_style" type="QString" value="square"></Option>
          <Option name="color" type="QString" value="154,79,214,255,rgb:0.60392156862745094,0.30980392156862746,0.83921568627450982,1"></Option>
          <Option name="horizontal_anchor_point" type="QString" value="1"></Option>
          <Option name="joinstyle" type="QString" value="round"></Option>
          <Option name="name" type="QString" value="diamond"></Option>
          <Option name="offset" type="QString" value="-1.40599999999999992,-2.18699999999999983"></Option>
          <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="offset_unit" type="QString" value="MM"></Option>
          <Option name="outline_color" type="QString" value="255,255,255,255,rgb:1,1,1,1"></Option>
          <Option name="outline_style" type="QString" value="solid"></Option>
          <Option name="outline_width" type="QString" value="0.1"></Option>
          <Option name="outline_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="outline_width_unit" type="QString" value="MM"></Option>
          <Option name="scale_method" type="QString" value="diameter"></Option>
          <Option name="size" type="QString" value="2.16"></Option>
          <Option name="size_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="size_unit" type="QString" value="MM"></Option>
          <Option name="vertical_anchor_point" type="QString" value="1"></Option>
         </Option>
         <data_defined_properties>
          <Option type="Map">
           <Option name="name" type="QString" value=""></Option>
           <Option name="properties" type="Map">
            <Option name="enabled" type="Map">
             <Option name="active" type="bool" value="true"></Option>
             <Option name="expression" type="QString" value="@geometry_part_num IS 10"></Option>
             <Option name="type" type="int" value="3"></Option>
            </Option>
           </Option>
           <Option name="type" type="QString" value="collection"></Option>
          </Option>
         </data_defined_properties>
        </layer>
        <layer class="SimpleMarker" enabled="1" id="{00000000-0000-0000-0000-000000000166}" locked="0" pass="0">
         <Option type="Map">
          <Option name="angle" type="QString" value="0"></Option>
          <Option name="cap_style" type="QString" value="square"></Option>
          <Option name="color" type="QString" value="26,26,26,255,rgb:0.10196078431372549,0.10196078431372549,0.10196078431372549,1"></Option>
          <Option name="horizontal_anchor_point" type="QString" value="1"></Option>
          <Option name="joinstyle" type="QString" value="round"></Option>
          <Option name="name" type="QString" value="semi_circle"></Option>
          <Option name="offset" type="QString" value="2.57399999999999984,0.37"></Option>
          <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="offset_unit" type="QString" value="MM"></Option>
          <Option name="outline_color" type="QString" value="255,255,255,255,rgb:1,1,1,1"></Option>
          <Option name="outline_style" type="QString" value="solid"></Option>
          <Option name="outline_width" type="QString" value="0.1"></Option>
          <Option name="outline_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="outline_width_unit" type="QString" value="MM"></Option>
          <Option name="scale_method" type="QString" value="diameter"></Option>
          <Option name="size" type="QString" value="2.34"></Option>
          <Option name="size_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="size_unit" type="QString" value="MM"></Option>
          <Option name="vertical_anchor_point" type="QString" value="1"></Option>
         </Option>
         <data_defined_properties>
          <Option type="Map">
           <Option name="name" type="QString" value=""></Option>
           <Option name="properties" type="Map">
            <Option name="enabled" type="Map">
             <Option name="active" type="bool" value="true"></Option>
             <Option name="expression" type="QString" value="@geometry_part_num IS 11"></Option>
             <Option name="type" type="int" value="3"></Option>
            </Option>
           </Option>
           <Option name="type" type="QString" value="collection"></Option>
          </Option>
         </data_defined_properties>
        </layer>
        <layer class="SimpleMarker" enabled="1" id="{00000000-0000-0000-0000-000000000167}" locked="0" pass="0">
         <Option type="Map">
          <Option name="angle" type="QString" value="0"></Option>
          <Option name="cap_style" type="QString" value="square"></Option>
          <Option name="color" type="QString" value="120,134,143,255,rgb:0.47058823529411764,0.52549019607843139,0.5607843137254902,1"></Option>
          <Option name="horizontal_anchor_point" type="QString" value="1"></Option>
          <Option name="joinstyle" type="QString" value="round"></Option>
          <Option name="name" type="QString" value="octagon"></Option>
          <Option name="offset" type="QString" value="-1.96500000000000008,1.70300000000000007"></Option>
          <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="offset_unit" type="QString" value="MM"></Option>
          <Option name="outline_color" type="QString" value="255,255,255,255,rgb:1,1,1,1"></Option>
          <Option name="outline_style" type="QString" value="solid"></Option>
          <Option name="outline_width" type="QString" value="0.1"></Option>
          <Option name="outline_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="outline_width_unit" type="QString" value="MM"></Option>
          <Option name="scale_method" type="QString" value="diameter"></Option>
          <Option name="size" type="QString" value="1.8"></Option>
          <Option name="size_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="size_unit" type="QString" value="MM"></Option>
          <Option name="vertical_anchor_point" type="QString" value="1"></Option>
         </Option>
         <data_defined_properties>
          <Option type="Map">
           <Option name="name" type="QString" value=""></Option>
           <Option name="properties" type="Map">
            <Option name="enabled" type="Map">
             <Option name="active" type="bool" value="true"></Option>
             <Option name="expression" type="QString" value="@geometry_part_num IS 12"></Option>
             <Option name="type" type="int" value="3"></Option>
            </Option>
           </Option>
           <Option name="type" type="QString" value="collection"></Option>
          </Option>
         </data_defined_properties>
        </layer>
       </symbol>
      </layer>
     </symbol>
    </layer>
   </symbol>
   <symbol alpha="1" clip_to_extent="1" force_rhr="0" frame_rate="10" is_animated="0" name="8" type="marker">
    <data_defined_properties>
     <Option type="Map">
      <Option name="name" type="QString" value=""></Option>
      <Option name="properties"></Option>
      <Option name="type" type="QString" value="collection"></Option>
     </Option>
    </data_defined_properties>
    <layer class="SimpleMarker" enabled="1" id="{00000000-0000-0000-0000-000000000168}" locked="0" pass="0">
     <Option type="Map">
      <Option name="angle" type="QString" value="0"></Option>
      <Option name="cap_style" type="QString" value="square"></Option>
      <Option name="color" type="QString" value="154,79,214,255,rgb:0.60392156862745094,0.30980392156862746,0.83921568627450982,1"></Option>
      <Option name="horizontal_anchor_point" type="QString" value="1"></Option>
      <Option name="joinstyle" type="QString" value="round"></Option>
      <Option name="name" type="QString" value="diamond"></Option>
      <Option name="offset" type="QString" value="0,0"></Option>
      <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="offset_unit" type="QString" value="MM"></Option>
      <Option name="outline_color" type="QString" value="255,255,255,255,rgb:1,1,1,1"></Option>
      <Option name="outline_style" type="QString" value="solid"></Option>
      <Option name="outline_width" type="QString" value="0.2"></Option>
      <Option name="outline_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="outline_width_unit" type="QString" value="MM"></Option>
      <Option name="scale_method" type="QString" value="diameter"></Option>
      <Option name="size" type="QString" value="3.12"></Option>
      <Option name="size_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="size_unit" type="QString" value="MM"></Option>
      <Option name="vertical_anchor_point" type="QString" value="1"></Option>
     </Option>
     <data_defined_properties>
      <Option type="Map">
       <Option name="name" type="QString" value=""></Option>
       <Option name="properties"></Option>
       <Option name="type" type="QString" value="collection"></Option>
      </Option>
     </data_defined_properties>
    </layer>
    <layer class="SimpleMarker" enabled="1" id="{00000000-0000-0000-0000-000000000169}" locked="0" pass="0">
     <Option type="Map">
      <Option name="angle" type="QString" value="0"></Option>
      <Option name="cap_style" type="QString" value="square"></Option>
      <Option name="color" type="QString" value="154,79,214,255,rgb:0.60392156862745094,0.30980392156862746,0.83921568627450982,1"></Option>
      <Option name="horizontal_anchor_point" type="QString" value="1"></Option>
      <Option name="joinstyle" type="QString" value="round"></Option>
      <Option name="name" type="QString" value="diamond"></Option>
      <Option name="offset" type="QString" value="0,0"></Option>
      <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="offset_unit" type="QString" value="MM"></Option>
      <Option name="outline_color" type="QString" value="255,255,255,255,rgb:1,1,1,1"></Option>
      <Option name="outline_style" type="QString" value="solid"></Option>
      <Option name="outline_width" type="QString" value="0.2"></Option>
      <Option name="outline_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="outline_width_unit" type="QString" value="MM"></Option>
      <Option name="scale_method" type="QString" value="diameter"></Option>
      <Option name="size" type="QString" value="4.056"></Option>
      <Option name="size_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="size_unit" type="QString" value="MM"></Option>
      <Option name="vertical_anchor_point" type="QString" value="1"></Option>
     </Option>
     <data_defined_properties>
      <Option type="Map">
       <Option name="name" type="QString" value=""></Option>
       <Option name="properties" type="Map">
        <Option name="enabled" type="Map">
         <Option name="active" type="bool" value="true"></Option>
         <Option name="expression" type="QString" value="&quot;occurrence_type&quot; IS 'deposit'"></Option>
         <Option name="type" type="int" value="3"></Option>
        </Option>
       </Option>
       <Option name="type" type="QString" value="collection"></Option>
      </Option>
     </data_defined_properties>
    </layer>
    <layer class="SimpleMarker" enabled="1" id="{00000000-0000-0000-0000-000000000170}" locked="0" pass="0">
     <Option type="Map">
      <Option name="angle" type="QString" value="0"></Option>
      <Option name="cap_style" type="QString" value="square"></Option>
      <Option name="color" type="QString" value="154,79,214,255,rgb:0.60392156862745094,0.30980392156862746,0.83921568627450982,1"></Option>
      <Option name="horizontal_anchor_point" type="QString" value="1"></Option>
      <Option name="joinstyle" type="QString" value="round"></Option>
      <Option name="name" type="QString" value="diamond"></Option>
      <Option name="offset" type="QString" value="0,0"></Option>
      <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="offset_unit" type="QString" value="MM"></Option>
      <Option name="outline_color" type="QString" value="255,255,255,255,rgb:1,1,1,1"></Option>
      <Option name="outline_style" type="QString" value="solid"></Option>
      <Option name="outline_width" type="QString" value="0.2"></Option>
      <Option name="outline_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="outline_width_unit" type="QString" value="MM"></Option>
      <Option name="scale_method" type="QString" value="diameter"></Option>
      <Option name="size" type="QString" value="5.148"></Option>
      <Option name="size_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="size_unit" type="QString" value="MM"></Option>
      <Option name="vertical_anchor_point" type="QString" value="1"></Option>
     </Option>
     <data_defined_properties>
      <Option type="Map">
       <Option name="name" type="QString" value=""></Option>
       <Option name="properties" type="Map">
        <Option name="enabled" type="Map">
         <Option name="active" type="bool" value="true"></Option>
         <Option name="expression" type="QString" value="&quot;mine_status&quot; IS NOT NULL"></Option>
         <Option name="type" type="int" value="3"></Option>
        </Option>
       </Option>
       <Option name="type" type="QString" value="collection"></Option>
      </Option>
     </data_defined_properties>
    </layer>
    <layer class="GeometryGenerator" enabled="1" id="{00000000-0000-0000-0000-000000000171}" locked="0" pass="0">
     <Option type="Map">
      <Option name="SymbolType" type="QString" value="Line"></Option>
      <Option name="geometryModifier" type="QString" value="CASE WHEN &quot;commodity_codes&quot; LIKE '%;%' THEN translate(geom_from_wkt(regexp_replace(replace('MULTILINESTRING((0 0,0.000000 0),(0 0,0.000000{gold}{iridium}{osmium}{palladium}{platinum}{platinum-group}{precious-metal}{rhodium}{ruthenium}{silver} 0),(0 0,0.000000{alumina}{aluminium}{base-metal}{bauxite}{cobalt}{copper}{lead}{nickel}{tin}{x-polymetallic}{zinc} 0),(0 0,0.000000{chromite}{chromium}{ferrous-metal}{hematite}{ilmenite}{iron}{iron-ore}{magnetite}{manganese}{molybdenum}{titanium}{vanadium} 0),(0 0,0.000000{graphite}{lithium} 0),(0 0,0.000000{cerium}{dysprosium}{erbium}{europium}{gadolinium}{holmium}{hree}{lanthanum}{lree}{lutetium}{monazite}{neodymium}{praseodymium}{promethium}{rare-earth-element}{rare-earth-oxide}{samarium}{scandium}{terbium}{thulium}{x-xenotime}{ytterbium}{yttrium} 0),(0 0,0.000000{antimony}{arsenic}{beryllium}{bismuth}{cadmium}{cesium}{gallium}{germanium}{hafnium}{heavy-mineral-sand}{indium}{magnesium}{mercury}{niobium}{rhenium}{rubidium}{rutile}{selenium}{silicon}{strontium}{tantalum}{tellurium}{thallium}{tungsten}{zircon}{zirconium} 0),(0 0,0.000000{alunite}{andalusite}{anhydrite}{apatite}{asbestos}{barium}{baryte}{bentonite}{borate}{boron}{bromine}{calcite}{clay}{corundum}{diatomite}{feldspar}{fluorine}{fluorite}{garnet}{glauconite}{gypsum}{iodine}{kaolin}{kyanite}{laterite}{magnesite}{mica}{nitrate}{olivine}{perlite}{phosphate-rock}{phosphorus}{potash}{pozzolan}{pumice}{pyrite}{pyrophyllite}{quartz}{salt}{serpentine}{silica}{silica-sand}{sulphur}{talc}{vermiculite}{wollastonite}{x-dolomite}{zeolite} 0),(0 0,0.000000{aggregate}{basalt}{crushed-rock}{dimension-stone}{granite}{limestone}{marble}{sand}{sand-and-gravel}{x-andesite}{x-gravel} 0),(0 0,0.000000{diamond}{emerald}{gemstones}{jade}{opal}{ruby}{sapphire} 0),(0 0,0.000000{anthracite}{asphalt}{brown-coal}{coal}{oil}{oil-shale}{peat}{reservoir-gas}{thorium}{uranium}{x-coking-coal}{x-geothermal}{x-helium} 0),(0 0,0.000000{x-unspecified} 0))', from_json('{&quot;{' || replace(&quot;commodity_codes&quot;, '; ', '}&quot;:1,&quot;{') || '}&quot;:1}')), '[{][^}]*[}]', '')), $x, $y) END"></Option>
      <Option name="units" type="QString" value="MapUnit"></Option>
     </Option>
     <data_defined_properties>
      <Option type="Map">
       <Option name="name" type="QString" value=""></Option>
       <Option name="properties" type="Map">
        <Option name="enabled" type="Map">
         <Option name="active" type="bool" value="true"></Option>
         <Option name="expression" type="QString" value="coalesce(@map_scale &lt;= 250000, false)"></Option>
         <Option name="type" type="int" value="3"></Option>
        </Option>
       </Option>
       <Option name="type" type="QString" value="collection"></Option>
      </Option>
     </data_defined_properties>
     <symbol alpha="1" clip_to_extent="1" force_rhr="0" frame_rate="10" is_animated="0" name="@8@3" type="line">
      <data_defined_properties>
       <Option type="Map">
        <Option name="name" type="QString" value=""></Option>
        <Option name="properties"></Option>
        <Option name="type" type="QString" value="collection"></Option>
       </Option>
      </data_defined_properties>
      <layer class="MarkerLine" enabled="1" id="{00000000-0000-0000-0000-000000000172}" locked="0" pass="0">
       <Option type="Map">
        <Option name="average_angle_length" type="QString" value="4"></Option>
        <Option name="average_angle_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
        <Option name="average_angle_unit" type="QString" value="MM"></Option>
        <Option name="interval" type="QString" value="3"></Option>
        <Option name="interval_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
        <Option name="interval_unit" type="QString" value="MM"></Option>
        <Option name="offset" type="QString" value="0"></Option>
        <Option name="offset_along_line" type="QString" value="0"></Option>
        <Option name="offset_along_line_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
        <Option name="offset_along_line_unit" type="QString" value="MM"></Option>
        <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
        <Option name="offset_unit" type="QString" value="MM"></Option>
        <Option name="place_on_every_part" type="bool" value="true"></Option>
        <Option name="placements" type="QString" value="Interval"></Option>
        <Option name="ring_filter" type="QString" value="0"></Option>
        <Option name="rotate" type="QString" value="0"></Option>
       </Option>
       <data_defined_properties>
        <Option type="Map">
         <Option name="name" type="QString" value=""></Option>
         <Option name="properties"></Option>
         <Option name="type" type="QString" value="collection"></Option>
        </Option>
       </data_defined_properties>
       <symbol alpha="1" clip_to_extent="1" force_rhr="0" frame_rate="10" is_animated="0" name="@@8@3@0" type="marker">
        <data_defined_properties>
         <Option type="Map">
          <Option name="name" type="QString" value=""></Option>
          <Option name="properties"></Option>
          <Option name="type" type="QString" value="collection"></Option>
         </Option>
        </data_defined_properties>
        <layer class="SimpleMarker" enabled="1" id="{00000000-0000-0000-0000-000000000173}" locked="0" pass="0">
         <Option type="Map">
          <Option name="angle" type="QString" value="0"></Option>
          <Option name="cap_style" type="QString" value="square"></Option>
          <Option name="color" type="QString" value="247,224,0,255,rgb:0.96862745098039216,0.8784313725490196,0,1"></Option>
          <Option name="horizontal_anchor_point" type="QString" value="1"></Option>
          <Option name="joinstyle" type="QString" value="round"></Option>
          <Option name="name" type="QString" value="star"></Option>
          <Option name="offset" type="QString" value="0,-2.60000000000000009"></Option>
          <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="offset_unit" type="QString" value="MM"></Option>
          <Option name="outline_color" type="QString" value="38,38,38,255,rgb:0.14901960784313725,0.14901960784313725,0.14901960784313725,1"></Option>
          <Option name="outline_style" type="QString" value="solid"></Option>
          <Option name="outline_width" type="QString" value="0.1"></Option>
          <Option name="outline_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="outline_width_unit" type="QString" value="MM"></Option>
          <Option name="scale_method" type="QString" value="diameter"></Option>
          <Option name="size" type="QString" value="2.7"></Option>
          <Option name="size_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="size_unit" type="QString" value="MM"></Option>
          <Option name="vertical_anchor_point" type="QString" value="1"></Option>
         </Option>
         <data_defined_properties>
          <Option type="Map">
           <Option name="name" type="QString" value=""></Option>
           <Option name="properties" type="Map">
            <Option name="enabled" type="Map">
             <Option name="active" type="bool" value="true"></Option>
             <Option name="expression" type="QString" value="@geometry_part_num IS 2"></Option>
             <Option name="type" type="int" value="3"></Option>
            </Option>
           </Option>
           <Option name="type" type="QString" value="collection"></Option>
          </Option>
         </data_defined_properties>
        </layer>
        <layer class="SimpleMarker" enabled="1" id="{00000000-0000-0000-0000-000000000174}" locked="0" pass="0">
         <Option type="Map">
          <Option name="angle" type="QString" value="0"></Option>
          <Option name="cap_style" type="QString" value="square"></Option>
          <Option name="color" type="QString" value="204,63,12,255,rgb:0.80000000000000004,0.24705882352941178,0.04705882352941176,1"></Option>
          <Option name="horizontal_anchor_point" type="QString" value="1"></Option>
          <Option name="joinstyle" type="QString" value="round"></Option>
          <Option name="name" type="QString" value="circle"></Option>
          <Option name="offset" type="QString" value="1.96500000000000008,1.70300000000000007"></Option>
          <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="offset_unit" type="QString" value="MM"></Option>
          <Option name="outline_color" type="QString" value="255,255,255,255,rgb:1,1,1,1"></Option>
          <Option name="outline_style" type="QString" value="solid"></Option>
          <Option name="outline_width" type="QString" value="0.1"></Option>
          <Option name="outline_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="outline_width_unit" type="QString" value="MM"></Option>
          <Option name="scale_method" type="QString" value="diameter"></Option>
          <Option name="size" type="QString" value="1.8"></Option>
          <Option name="size_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="size_unit" type="QString" value="MM"></Option>
          <Option name="vertical_anchor_point" type="QString" value="1"></Option>
         </Option>
         <data_defined_properties>
          <Option type="Map">
           <Option name="name" type="QString" value=""></Option>
           <Option name="properties" type="Map">
            <Option name="enabled" type="Map">
             <Option name="active" type="bool" value="true"></Option>
             <Option name="expression" type="QString" value="@geometry_part_num IS 3"></Option>
             <Option name="type" type="int" value="3"></Option>
            </Option>
           </Option>
           <Option name="type" type="QString" value="collection"></Option>
          </Option>
         </data_defined_properties>
        </layer>
        <layer class="SimpleMarker" enabled="1" id="{00000000-0000-0000-0000-000000000175}" locked="0" pass="0">
         <Option type="Map">
          <Option name="angle" type="QString" value="0"></Option>
          <Option name="cap_style" type="QString" value="square"></Option>
          <Option name="color" type="QString" value="143,47,64,255,rgb:0.5607843137254902,0.18431372549019609,0.25098039215686274,1"></Option>
          <Option name="horizontal_anchor_point" type="QString" value="1"></Option>
          <Option name="joinstyle" type="QString" value="round"></Option>
          <Option name="name" type="QString" value="square"></Option>
          <Option name="offset" type="QString" value="-2.57399999999999984,0.37"></Option>
          <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="offset_unit" type="QString" value="MM"></Option>
          <Option name="outline_color" type="QString" value="255,255,255,255,rgb:1,1,1,1"></Option>
          <Option name="outline_style" type="QString" value="solid"></Option>
          <Option name="outline_width" type="QString" value="0.1"></Option>
          <Option name="outline_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="outline_width_unit" type="QString" value="MM"></Option>
          <Option name="scale_method" type="QString" value="diameter"></Option>
          <Option name="size" type="QString" value="1.656"></Option>
          <Option name="size_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="size_unit" type="QString" value="MM"></Option>
          <Option name="vertical_anchor_point" type="QString" value="1"></Option>
         </Option>
         <data_defined_properties>
          <Option type="Map">
           <Option name="name" type="QString" value=""></Option>
           <Option name="properties" type="Map">
            <Option name="enabled" type="Map">
             <Option name="active" type="bool" value="true"></Option>
             <Option name="expression" type="QString" value="@geometry_part_num IS 4"></Option>
             <Option name="type" type="int" value="3"></Option>
            </Option>
           </Option>
           <Option name="type" type="QString" value="collection"></Option>
          </Option>
         </data_defined_properties>
        </layer>
        <layer class="SimpleMarker" enabled="1" id="{00000000-0000-0000-0000-000000000176}" locked="0" pass="0">
         <Option type="Map">
          <Option name="angle" type="QString" value="0"></Option>
          <Option name="cap_style" type="QString" value="square"></Option>
          <Option name="color" type="QString" value="6,164,118,255,rgb:0.02352941176470588,0.64313725490196083,0.46274509803921571,1"></Option>
          <Option name="horizontal_anchor_point" type="QString" value="1"></Option>
          <Option name="joinstyle" type="QString" value="round"></Option>
          <Option name="name" type="QString" value="hexagon"></Option>
          <Option name="offset" type="QString" value="1.40599999999999992,-2.18699999999999983"></Option>
          <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="offset_unit" type="QString" value="MM"></Option>
          <Option name="outline_color" type="QString" value="38,38,38,255,rgb:0.14901960784313725,0.14901960784313725,0.14901960784313725,1"></Option>
          <Option name="outline_style" type="QString" value="solid"></Option>
          <Option name="outline_width" type="QString" value="0.1"></Option>
          <Option name="outline_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="outline_width_unit" type="QString" value="MM"></Option>
          <Option name="scale_method" type="QString" value="diameter"></Option>
          <Option name="size" type="QString" value="2.016"></Option>
          <Option name="size_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="size_unit" type="QString" value="MM"></Option>
          <Option name="vertical_anchor_point" type="QString" value="1"></Option>
         </Option>
         <data_defined_properties>
          <Option type="Map">
           <Option name="name" type="QString" value=""></Option>
           <Option name="properties" type="Map">
            <Option name="enabled" type="Map">
             <Option name="active" type="bool" value="true"></Option>
             <Option name="expression" type="QString" value="@geometry_part_num IS 5"></Option>
             <Option name="type" type="int" value="3"></Option>
            </Option>
           </Option>
           <Option name="type" type="QString" value="collection"></Option>
          </Option>
         </data_defined_properties>
        </layer>
        <layer class="SimpleMarker" enabled="1" id="{00000000-0000-0000-0000-000000000177}" locked="0" pass="0">
         <Option type="Map">
          <Option name="angle" type="QString" value="0"></Option>
          <Option name="cap_style" type="QString" value="square"></Option>
          <Option name="color" type="QString" value="224,122,198,255,rgb:0.8784313725490196,0.47843137254901963,0.77647058823529413,1"></Option>
          <Option name="horizontal_anchor_point" type="QString" value="1"></Option>
          <Option name="joinstyle" type="QString" value="round"></Option>
          <Option name="name" type="QString" value="equilateral_triangle"></Option>
          <Option name="offset" type="QString" value="0.73299999999999998,2.49500000000000011"></Option>
          <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="offset_unit" type="QString" value="MM"></Option>
          <Option name="outline_color" type="QString" value="38,38,38,255,rgb:0.14901960784313725,0.14901960784313725,0.14901960784313725,1"></Option>
          <Option name="outline_style" type="QString" value="solid"></Option>
          <Option name="outline_width" type="QString" value="0.1"></Option>
          <Option name="outline_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="outline_width_unit" type="QString" value="MM"></Option>
          <Option name="scale_method" type="QString" value="diameter"></Option>
          <Option name="size" type="QString" value="2.16"></Option>
          <Option name="size_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="size_unit" type="QString" value="MM"></Option>
          <Option name="vertical_anchor_point" type="QString" value="1"></Option>
         </Option>
         <data_defined_properties>
          <Option type="Map">
           <Option name="name" type="QString" value=""></Option>
           <Option name="properties" type="Map">
            <Option name="enabled" type="Map">
             <Option name="active" type="bool" value="true"></Option>
             <Option name="expression" type="QString" value="@geometry_part_num IS 6"></Option>
             <Option name="type" type="int" value="3"></Option>
            </Option>
           </Option>
           <Option name="type" type="QString" value="collection"></Option>
          </Option>
         </data_defined_properties>
        </layer>
        <layer class="SimpleMarker" enabled="1" id="{00000000-0000-0000-0000-000000000178}" locked="0" pass="0">
         <Option type="Map">
          <Option name="angle" type="QString" value="0"></Option>
          <Option name="cap_style" type="QString" value="square"></Option>
          <Option name="color" type="QString" value="10,77,120,255,rgb:0.0392156862745098,0.30196078431372547,0.47058823529411764,1"></Option>
          <Option name="horizontal_anchor_point" type="QString" value="1"></Option>
          <Option name="joinstyle" type="QString" value="round"></Option>
          <Option name="name" type="QString" value="pentagon"></Option>
          <Option name="offset" type="QString" value="-2.36500000000000021,-1.08000000000000007"></Option>
          <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="offset_unit" type="QString" value="MM"></Option>
          <Option name="outline_color" type="QString" value="255,255,255,255,rgb:1,1,1,1"></Option>
          <Option name="outline_style" type="QString" value="solid"></Option>
          <Option name="outline_width" type="QString" value="0.1"></Option>
          <Option name="outline_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="outline_width_unit" type="QString" value="MM"></Option>
          <Option name="scale_method" type="QString" value="diameter"></Option>
          <Option name="size" type="QString" value="2.016"></Option>
          <Option name="size_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="size_unit" type="QString" value="MM"></Option>
          <Option name="vertical_anchor_point" type="QString" value="1"></Option>
         </Option>
         <data_defined_properties>
          <Option type="Map">
           <Option name="name" type="QString" value=""></Option>
           <Option name="properties" type="Map">
            <Option name="enabled" type="Map">
             <Option name="active" type="bool" value="true"></Option>
             <Option name="expression" type="QString" value="@geometry_part_num IS 7"></Option>
             <Option name="type" type="int" value="3"></Option>
            </Option>
           </Option>
           <Option name="type" type="QString" value="collection"></Option>
          </Option>
         </data_defined_properties>
        </layer>
        <layer class="SimpleMarker" enabled="1" id="{00000000-0000-0000-0000-000000000179}" locked="0" pass="0">
         <Option type="Map">
          <Option name="angle" type="QString" value="180"></Option>
          <Option name="cap_style" type="QString" value="square"></Option>
          <Option name="color" type="QString" value="163,227,250,255,rgb:0.63921568627450975,0.8901960784313725,0.98039215686274506,1"></Option>
          <Option name="horizontal_anchor_point" type="QString" value="1"></Option>
          <Option name="joinstyle" type="QString" value="round"></Option>
          <Option name="name" type="QString" value="triangle"></Option>
          <Option name="offset" type="QString" value="-2.36500000000000021,1.08000000000000007"></Option>
          <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="offset_unit" type="QString" value="MM"></Option>
          <Option name="outline_color" type="QString" value="38,38,38,255,rgb:0.14901960784313725,0.14901960784313725,0.14901960784313725,1"></Option>
          <Option name="outline_style" type="QString" value="solid"></Option>
          <Option name="outline_width" type="QString" value="0.1"></Option>
          <Option name="outline_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="outline_width_unit" type="QString" value="MM"></Option>
          <Option name="scale_method" type="QString" value="diameter"></Option>
          <Option name="size" type="QString" value="1.908"></Option>
          <Option name="size_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="size_unit" type="QString" value="MM"></Option>
          <Option name="vertical_anchor_point" type="QString" value="1"></Option>
         </Option>
         <data_defined_properties>
          <Option type="Map">
           <Option name="name" type="QString" value=""></Option>
           <Option name="properties" type="Map">
            <Option name="enabled" type="Map">
             <Option name="active" type="bool" value="true"></Option>
             <Option name="expression" type="QString" value="@geometry_part_num IS 8"></Option>
             <Option name="type" type="int" value="3"></Option>
            </Option>
           </Option>
           <Option name="type" type="QString" value="collection"></Option>
          </Option>
         </data_defined_properties>
        </layer>
        <layer class="SimpleMarker" enabled="1" id="{00000000-0000-0000-0000-000000000180}" locked="0" pass="0">
         <Option type="Map">
          <Option name="angle" type="QString" value="0"></Option>
          <Option name="cap_style" type="QString" value="square"></Option>
          <Option name="color" type="QString" value="196,174,90,255,rgb:0.7686274509803922,0.68235294117647061,0.35294117647058826,1"></Option>
          <Option name="horizontal_anchor_point" type="QString" value="1"></Option>
          <Option name="joinstyle" type="QString" value="round"></Option>
          <Option name="name" type="QString" value="cross_fill"></Option>
          <Option name="offset" type="QString" value="-0.73299999999999998,2.49500000000000011"></Option>
          <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="offset_unit" type="QString" value="MM"></Option>
          <Option name="outline_color" type="QString" value="38,38,38,255,rgb:0.14901960784313725,0.14901960784313725,0.14901960784313725,1"></Option>
          <Option name="outline_style" type="QString" value="solid"></Option>
          <Option name="outline_width" type="QString" value="0.1"></Option>
          <Option name="outline_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="outline_width_unit" type="QString" value="MM"></Option>
          <Option name="scale_method" type="QString" value="diameter"></Option>
          <Option name="size" type="QString" value="2.016"></Option>
          <Option name="size_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="size_unit" type="QString" value="MM"></Option>
          <Option name="vertical_anchor_point" type="QString" value="1"></Option>
         </Option>
         <data_defined_properties>
          <Option type="Map">
           <Option name="name" type="QString" value=""></Option>
           <Option name="properties" type="Map">
            <Option name="enabled" type="Map">
             <Option name="active" type="bool" value="true"></Option>
             <Option name="expression" type="QString" value="@geometry_part_num IS 9"></Option>
             <Option name="type" type="int" value="3"></Option>
            </Option>
           </Option>
           <Option name="type" type="QString" value="collection"></Option>
          </Option>
         </data_defined_properties>
        </layer>
        <layer class="SimpleMarker" enabled="1" id="{00000000-0000-0000-0000-000000000181}" locked="0" pass="0">
         <Option type="Map">
          <Option name="angle" type="QString" value="0"></Option>
          <Option name="cap_style" type="QString" value="square"></Option>
          <Option name="color" type="QString" value="26,26,26,255,rgb:0.10196078431372549,0.10196078431372549,0.10196078431372549,1"></Option>
          <Option name="horizontal_anchor_point" type="QString" value="1"></Option>
          <Option name="joinstyle" type="QString" value="round"></Option>
          <Option name="name" type="QString" value="semi_circle"></Option>
          <Option name="offset" type="QString" value="2.57399999999999984,0.37"></Option>
          <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="offset_unit" type="QString" value="MM"></Option>
          <Option name="outline_color" type="QString" value="255,255,255,255,rgb:1,1,1,1"></Option>
          <Option name="outline_style" type="QString" value="solid"></Option>
          <Option name="outline_width" type="QString" value="0.1"></Option>
          <Option name="outline_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="outline_width_unit" type="QString" value="MM"></Option>
          <Option name="scale_method" type="QString" value="diameter"></Option>
          <Option name="size" type="QString" value="2.34"></Option>
          <Option name="size_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="size_unit" type="QString" value="MM"></Option>
          <Option name="vertical_anchor_point" type="QString" value="1"></Option>
         </Option>
         <data_defined_properties>
          <Option type="Map">
           <Option name="name" type="QString" value=""></Option>
           <Option name="properties" type="Map">
            <Option name="enabled" type="Map">
             <Option name="active" type="bool" value="true"></Option>
             <Option name="expression" type="QString" value="@geometry_part_num IS 11"></Option>
             <Option name="type" type="int" value="3"></Option>
            </Option>
           </Option>
           <Option name="type" type="QString" value="collection"></Option>
          </Option>
         </data_defined_properties>
        </layer>
        <layer class="SimpleMarker" enabled="1" id="{00000000-0000-0000-0000-000000000182}" locked="0" pass="0">
         <Option type="Map">
          <Option name="angle" type="QString" value="0"></Option>
          <Option name="cap_style" type="QString" value="square"></Option>
          <Option name="color" type="QString" value="120,134,143,255,rgb:0.47058823529411764,0.52549019607843139,0.5607843137254902,1"></Option>
          <Option name="horizontal_anchor_point" type="QString" value="1"></Option>
          <Option name="joinstyle" type="QString" value="round"></Option>
          <Option name="name" type="QString" value="octagon"></Option>
          <Option name="offset" type="QString" value="-1.96500000000000008,1.70300000000000007"></Option>
          <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="offset_unit" type="QString" value="MM"></Option>
          <Option name="outline_color" type="QString" value="255,255,255,255,rgb:1,1,1,1"></Option>
          <Option name="outline_style" type="QString" value="solid"></Option>
          <Option name="outline_width" type="QString" value="0.1"></Option>
          <Option name="outline_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="outline_width_unit" type="QString" value="MM"></Option>
          <Option name="scale_method" type="QString" value="diameter"></Option>
          <Option name="size" type="QString" value="1.8"></Option>
          <Option name="size_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="size_unit" type="QString" value="MM"></Option>
          <Option name="vertical_anchor_point" type="QString" value="1"></Option>
         </Option>
         <data_defined_properties>
          <Option type="Map">
           <Option name="name" type="QString" value=""></Option>
           <Option name="properties" type="Map">
            <Option name="enabled" type="Map">
             <Option name="active" type="bool" value="true"></Option>
             <Option name="expression" type="QString" value="@geometry_part_num IS 12"></Option>
             <Option name="type" type="int" value="3"></Option>
            </Option>
           </Option>
           <Option name="type" type="QString" value="collection"></Option>
          </Option>
         </data_defined_properties>
        </layer>
       </symbol>
      </layer>
     </symbol>
    </layer>
   </symbol>
   <symbol alpha="1" clip_to_extent="1" force_rhr="0" frame_rate="10" is_animated="0" name="9" type="marker">
    <data_defined_properties>
     <Option type="Map">
      <Option name="name" type="QString" value=""></Option>
      <Option name="properties"></Option>
      <Option name="type" type="QString" value="collection"></Option>
     </Option>
    </data_defined_properties>
    <layer class="SimpleMarker" enabled="1" id="{00000000-0000-0000-0000-000000000183}" locked="0" pass="0">
     <Option type="Map">
      <Option name="angle" type="QString" value="0"></Option>
      <Option name="cap_style" type="QString" value="square"></Option>
      <Option name="color" type="QString" value="26,26,26,255,rgb:0.10196078431372549,0.10196078431372549,0.10196078431372549,1"></Option>
      <Option name="horizontal_anchor_point" type="QString" value="1"></Option>
      <Option name="joinstyle" type="QString" value="round"></Option>
      <Option name="name" type="QString" value="semi_circle"></Option>
      <Option name="offset" type="QString" value="0,0"></Option>
      <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="offset_unit" type="QString" value="MM"></Option>
      <Option name="outline_color" type="QString" value="255,255,255,255,rgb:1,1,1,1"></Option>
      <Option name="outline_style" type="QString" value="solid"></Option>
      <Option name="outline_width" type="QString" value="0.2"></Option>
      <Option name="outline_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="outline_width_unit" type="QString" value="MM"></Option>
      <Option name="scale_method" type="QString" value="diameter"></Option>
      <Option name="size" type="QString" value="3.38"></Option>
      <Option name="size_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="size_unit" type="QString" value="MM"></Option>
      <Option name="vertical_anchor_point" type="QString" value="1"></Option>
     </Option>
     <data_defined_properties>
      <Option type="Map">
       <Option name="name" type="QString" value=""></Option>
       <Option name="properties"></Option>
       <Option name="type" type="QString" value="collection"></Option>
      </Option>
     </data_defined_properties>
    </layer>
    <layer class="SimpleMarker" enabled="1" id="{00000000-0000-0000-0000-000000000184}" locked="0" pass="0">
     <Option type="Map">
      <Option name="angle" type="QString" value="0"></Option>
      <Option name="cap_style" type="QString" value="square"></Option>
      <Option name="color" type="QString" value="26,26,26,255,rgb:0.10196078431372549,0.10196078431372549,0.10196078431372549,1"></Option>
      <Option name="horizontal_anchor_point" type="QString" value="1"></Option>
      <Option name="joinstyle" type="QString" value="round"></Option>
      <Option name="name" type="QString" value="semi_circle"></Option>
      <Option name="offset" type="QString" value="0,0"></Option>
      <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="offset_unit" type="QString" value="MM"></Option>
      <Option name="outline_color" type="QString" value="255,255,255,255,rgb:1,1,1,1"></Option>
      <Option name="outline_style" type="QString" value="solid"></Option>
      <Option name="outline_width" type="QString" value="0.2"></Option>
      <Option name="outline_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="outline_width_unit" type="QString" value="MM"></Option>
      <Option name="scale_method" type="QString" value="diameter"></Option>
      <Option name="size" type="QString" value="4.394"></Option>
      <Option name="size_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="size_unit" type="QString" value="MM"></Option>
      <Option name="vertical_anchor_point" type="QString" value="1"></Option>
     </Option>
     <data_defined_properties>
      <Option type="Map">
       <Option name="name" type="QString" value=""></Option>
       <Option name="properties" type="Map">
        <Option name="enabled" type="Map">
         <Option name="active" type="bool" value="true"></Option>
         <Option name="expression" type="QString" value="&quot;occurrence_type&quot; IS 'deposit'"></Option>
         <Option name="type" type="int" value="3"></Option>
        </Option>
       </Option>
       <Option name="type" type="QString" value="collection"></Option>
      </Option>
     </data_defined_properties>
    </layer>
    <layer class="SimpleMarker" enabled="1" id="{00000000-0000-0000-0000-000000000185}" locked="0" pass="0">
     <Option type="Map">
      <Option name="angle" type="QString" value="0"></Option>
      <Option name="cap_style" type="QString" value="square"></Option>
      <Option name="color" type="QString" value="26,26,26,255,rgb:0.10196078431372549,0.10196078431372549,0.10196078431372549,1"></Option>
      <Option name="horizontal_anchor_point" type="QString" value="1"></Option>
      <Option name="joinstyle" type="QString" value="round"></Option>
      <Option name="name" type="QString" value="semi_circle"></Option>
      <Option name="offset" type="QString" value="0,0"></Option>
      <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="offset_unit" type="QString" value="MM"></Option>
      <Option name="outline_color" type="QString" value="255,255,255,255,rgb:1,1,1,1"></Option>
      <Option name="outline_style" type="QString" value="solid"></Option>
      <Option name="outline_width" type="QString" value="0.2"></Option>
      <Option name="outline_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="outline_width_unit" type="QString" value="MM"></Option>
      <Option name="scale_method" type="QString" value="diameter"></Option>
      <Option name="size" type="QString" value="5.577"></Option>
      <Option name="size_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="size_unit" type="QString" value="MM"></Option>
      <Option name="vertical_anchor_point" type="QString" value="1"></Option>
     </Option>
     <data_defined_properties>
      <Option type="Map">
       <Option name="name" type="QString" value=""></Option>
       <Option name="properties" type="Map">
        <Option name="enabled" type="Map">
         <Option name="active" type="bool" value="true"></Option>
         <Option name="expression" type="QString" value="&quot;mine_status&quot; IS NOT NULL"></Option>
         <Option name="type" type="int" value="3"></Option>
        </Option>
       </Option>
       <Option name="type" type="QString" value="collection"></Option>
      </Option>
     </data_defined_properties>
    </layer>
    <layer class="GeometryGenerator" enabled="1" id="{00000000-0000-0000-0000-000000000186}" locked="0" pass="0">
     <Option type="Map">
      <Option name="SymbolType" type="QString" value="Line"></Option>
      <Option name="geometryModifier" type="QString" value="CASE WHEN &quot;commodity_codes&quot; LIKE '%;%' THEN translate(geom_from_wkt(regexp_replace(replace('MULTILINESTRING((0 0,0.000000 0),(0 0,0.000000{gold}{iridium}{osmium}{palladium}{platinum}{platinum-group}{precious-metal}{rhodium}{ruthenium}{silver} 0),(0 0,0.000000{alumina}{aluminium}{base-metal}{bauxite}{cobalt}{copper}{lead}{nickel}{tin}{x-polymetallic}{zinc} 0),(0 0,0.000000{chromite}{chromium}{ferrous-metal}{hematite}{ilmenite}{iron}{iron-ore}{magnetite}{manganese}{molybdenum}{titanium}{vanadium} 0),(0 0,0.000000{graphite}{lithium} 0),(0 0,0.000000{cerium}{dysprosium}{erbium}{europium}{gadolinium}{holmium}{hree}{lanthanum}{lree}{lutetium}{monazite}{neodymium}{praseodymium}{promethium}{rare-earth-element}{rare-earth-oxide}{samarium}{scandium}{terbium}{thulium}{x-xenotime}{ytterbium}{yttrium} 0),(0 0,0.000000{antimony}{arsenic}{beryllium}{bismuth}{cadmium}{cesium}{gallium}{germanium}{hafnium}{heavy-mineral-sand}{indium}{magnesium}{mercury}{niobium}{rhenium}{rubidium}{rutile}{selenium}{silicon}{strontium}{tantalum}{tellurium}{thallium}{tungsten}{zircon}{zirconium} 0),(0 0,0.000000{alunite}{andalusite}{anhydrite}{apatite}{asbestos}{barium}{baryte}{bentonite}{borate}{boron}{bromine}{calcite}{clay}{corundum}{diatomite}{feldspar}{fluorine}{fluorite}{garnet}{glauconite}{gypsum}{iodine}{kaolin}{kyanite}{laterite}{magnesite}{mica}{nitrate}{olivine}{perlite}{phosphate-rock}{phosphorus}{potash}{pozzolan}{pumice}{pyrite}{pyrophyllite}{quartz}{salt}{serpentine}{silica}{silica-sand}{sulphur}{talc}{vermiculite}{wollastonite}{x-dolomite}{zeolite} 0),(0 0,0.000000{aggregate}{basalt}{crushed-rock}{dimension-stone}{granite}{limestone}{marble}{sand}{sand-and-gravel}{x-andesite}{x-gravel} 0),(0 0,0.000000{diamond}{emerald}{gemstones}{jade}{opal}{ruby}{sapphire} 0),(0 0,0.000000{anthracite}{asphalt}{brown-coal}{coal}{oil}{oil-shale}{peat}{reservoir-gas}{thorium}{uranium}{x-coking-coal}{x-geothermal}{x-helium} 0),(0 0,0.000000{x-unspecified} 0))', from_json('{&quot;{' || replace(&quot;commodity_codes&quot;, '; ', '}&quot;:1,&quot;{') || '}&quot;:1}')), '[{][^}]*[}]', '')), $x, $y) END"></Option>
      <Option name="units" type="QString" value="MapUnit"></Option>
     </Option>
     <data_defined_properties>
      <Option type="Map">
       <Option name="name" type="QString" value=""></Option>
       <Option name="properties" type="Map">
        <Option name="enabled" type="Map">
         <Option name="active" type="bool" value="true"></Option>
         <Option name="expression" type="QString" value="coalesce(@map_scale &lt;= 250000, false)"></Option>
         <Option name="type" type="int" value="3"></Option>
        </Option>
       </Option>
       <Option name="type" type="QString" value="collection"></Option>
      </Option>
     </data_defined_properties>
     <symbol alpha="1" clip_to_extent="1" force_rhr="0" frame_rate="10" is_animated="0" name="@9@3" type="line">
      <data_defined_properties>
       <Option type="Map">
        <Option name="name" type="QString" value=""></Option>
        <Option name="properties"></Option>
        <Option name="type" type="QString" value="collection"></Option>
       </Option>
      </data_defined_properties>
      <layer class="MarkerLine" enabled="1" id="{00000000-0000-0000-0000-000000000187}" locked="0" pass="0">
       <Option type="Map">
        <Option name="average_angle_length" type="QString" value="4"></Option>
        <Option name="average_angle_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
        <Option name="average_angle_unit" type="QString" value="MM"></Option>
        <Option name="interval" type="QString" value="3"></Option>
        <Option name="interval_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
        <Option name="interval_unit" type="QString" value="MM"></Option>
        <Option name="offset" type="QString" value="0"></Option>
        <Option name="offset_along_line" type="QString" value="0"></Option>
        <Option name="offset_along_line_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
        <Option name="offset_along_line_unit" type="QString" value="MM"></Option>
        <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
        <Option name="offset_unit" type="QString" value="MM"></Option>
        <Option name="place_on_every_part" type="bool" value="true"></Option>
        <Option name="placements" type="QString" value="Interval"></Option>
        <Option name="ring_filter" type="QString" value="0"></Option>
        <Option name="rotate" type="QString" value="0"></Option>
       </Option>
       <data_defined_properties>
        <Option type="Map">
         <Option name="name" type="QString" value=""></Option>
         <Option name="properties"></Option>
         <Option name="type" type="QString" value="collection"></Option>
        </Option>
       </data_defined_properties>
       <symbol alpha="1" clip_to_extent="1" force_rhr="0" frame_rate="10" is_animated="0" name="@@9@3@0" type="marker">
        <data_defined_properties>
         <Option type="Map">
          <Option name="name" type="QString" value=""></Option>
          <Option name="properties"></Option>
          <Option name="type" type="QString" value="collection"></Option>
         </Option>
        </data_defined_properties>
        <layer class="SimpleMarker" enabled="1" id="{00000000-0000-0000-0000-000000000188}" locked="0" pass="0">
         <Option type="Map">
          <Option name="angle" type="QString" value="0"></Option>
          <Option name="cap_style" type="QString" value="square"></Option>
          <Option name="color" type="QString" value="247,224,0,255,rgb:0.96862745098039216,0.8784313725490196,0,1"></Option>
          <Option name="horizontal_anchor_point" type="QString" value="1"></Option>
          <Option name="joinstyle" type="QString" value="round"></Option>
          <Option name="name" type="QString" value="star"></Option>
          <Option name="offset" type="QString" value="0,-2.60000000000000009"></Option>
          <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="offset_unit" type="QString" value="MM"></Option>
          <Option name="outline_color" type="QString" value="38,38,38,255,rgb:0.14901960784313725,0.14901960784313725,0.14901960784313725,1"></Option>
          <Option name="outline_style" type="QString" value="solid"></Option>
          <Option name="outline_width" type="QString" value="0.1"></Option>
          <Option name="outline_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="outline_width_unit" type="QString" value="MM"></Option>
          <Option name="scale_method" type="QString" value="diameter"></Option>
          <Option name="size" type="QString" value="2.7"></Option>
          <Option name="size_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="size_unit" type="QString" value="MM"></Option>
          <Option name="vertical_anchor_point" type="QString" value="1"></Option>
         </Option>
         <data_defined_properties>
          <Option type="Map">
           <Option name="name" type="QString" value=""></Option>
           <Option name="properties" type="Map">
            <Option name="enabled" type="Map">
             <Option name="active" type="bool" value="true"></Option>
             <Option name="expression" type="QString" value="@geometry_part_num IS 2"></Option>
             <Option name="type" type="int" value="3"></Option>
            </Option>
           </Option>
           <Option name="type" type="QString" value="collection"></Option>
          </Option>
         </data_defined_properties>
        </layer>
        <layer class="SimpleMarker" enabled="1" id="{00000000-0000-0000-0000-000000000189}" locked="0" pass="0">
         <Option type="Map">
          <Option name="angle" type="QString" value="0"></Option>
          <Option name="cap_style" type="QString" value="square"></Option>
          <Option name="color" type="QString" value="204,63,12,255,rgb:0.80000000000000004,0.24705882352941178,0.04705882352941176,1"></Option>
          <Option name="horizontal_anchor_point" type="QString" value="1"></Option>
          <Option name="joinstyle" type="QString" value="round"></Option>
          <Option name="name" type="QString" value="circle"></Option>
          <Option name="offset" type="QString" value="1.96500000000000008,1.70300000000000007"></Option>
          <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="offset_unit" type="QString" value="MM"></Option>
          <Option name="outline_color" type="QString" value="255,255,255,255,rgb:1,1,1,1"></Option>
          <Option name="outline_style" type="QString" value="solid"></Option>
          <Option name="outline_width" type="QString" value="0.1"></Option>
          <Option name="outline_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="outline_width_unit" type="QString" value="MM"></Option>
          <Option name="scale_method" type="QString" value="diameter"></Option>
          <Option name="size" type="QString" value="1.8"></Option>
          <Option name="size_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="size_unit" type="QString" value="MM"></Option>
          <Option name="vertical_anchor_point" type="QString" value="1"></Option>
         </Option>
         <data_defined_properties>
          <Option type="Map">
           <Option name="name" type="QString" value=""></Option>
           <Option name="properties" type="Map">
            <Option name="enabled" type="Map">
             <Option name="active" type="bool" value="true"></Option>
             <Option name="expression" type="QString" value="@geometry_part_num IS 3"></Option>
             <Option name="type" type="int" value="3"></Option>
            </Option>
           </Option>
           <Option name="type" type="QString" value="collection"></Option>
          </Option>
         </data_defined_properties>
        </layer>
        <layer class="SimpleMarker" enabled="1" id="{00000000-0000-0000-0000-000000000190}" locked="0" pass="0">
         <Option type="Map">
          <Option name="angle" type="QString" value="0"></Option>
          <Option name="cap_style" type="QString" value="square"></Option>
          <Option name="color" type="QString" value="143,47,64,255,rgb:0.5607843137254902,0.18431372549019609,0.25098039215686274,1"></Option>
          <Option name="horizontal_anchor_point" type="QString" value="1"></Option>
          <Option name="joinstyle" type="QString" value="round"></Option>
          <Option name="name" type="QString" value="square"></Option>
          <Option name="offset" type="QString" value="-2.57399999999999984,0.37"></Option>
          <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="offset_unit" type="QString" value="MM"></Option>
          <Option name="outline_color" type="QString" value="255,255,255,255,rgb:1,1,1,1"></Option>
          <Option name="outline_style" type="QString" value="solid"></Option>
          <Option name="outline_width" type="QString" value="0.1"></Option>
          <Option name="outline_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="outline_width_unit" type="QString" value="MM"></Option>
          <Option name="scale_method" type="QString" value="diameter"></Option>
          <Option name="size" type="QString" value="1.656"></Option>
          <Option name="size_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="size_unit" type="QString" value="MM"></Option>
          <Option name="vertical_anchor_point" type="QString" value="1"></Option>
         </Option>
         <data_defined_properties>
          <Option type="Map">
           <Option name="name" type="QString" value=""></Option>
           <Option name="properties" type="Map">
            <Option name="enabled" type="Map">
             <Option name="active" type="bool" value="true"></Option>
             <Option name="expression" type="QString" value="@geometry_part_num IS 4"></Option>
             <Option name="type" type="int" value="3"></Option>
            </Option>
           </Option>
           <Option name="type" type="QString" value="collection"></Option>
          </Option>
         </data_defined_properties>
        </layer>
        <layer class="SimpleMarker" enabled="1" id="{00000000-0000-0000-0000-000000000191}" locked="0" pass="0">
         <Option type="Map">
          <Option name="angle" type="QString" value="0"></Option>
          <Option name="cap_style" type="QString" value="square"></Option>
          <Option name="color" type="QString" value="6,164,118,255,rgb:0.02352941176470588,0.64313725490196083,0.46274509803921571,1"></Option>
          <Option name="horizontal_anchor_point" type="QString" value="1"></Option>
          <Option name="joinstyle" type="QString" value="round"></Option>
          <Option name="name" type="QString" value="hexagon"></Option>
          <Option name="offset" type="QString" value="1.40599999999999992,-2.18699999999999983"></Option>
          <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="offset_unit" type="QString" value="MM"></Option>
          <Option name="outline_color" type="QString" value="38,38,38,255,rgb:0.14901960784313725,0.14901960784313725,0.14901960784313725,1"></Option>
          <Option name="outline_style" type="QString" value="solid"></Option>
          <Option name="outline_width" type="QString" value="0.1"></Option>
          <Option name="outline_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="outline_width_unit" type="QString" value="MM"></Option>
          <Option name="scale_method" type="QString" value="diameter"></Option>
          <Option name="size" type="QString" value="2.016"></Option>
          <Option name="size_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="size_unit" type="QString" value="MM"></Option>
          <Option name="vertical_anchor_point" type="QString" value="1"></Option>
         </Option>
         <data_defined_properties>
          <Option type="Map">
           <Option name="name" type="QString" value=""></Option>
           <Option name="properties" type="Map">
            <Option name="enabled" type="Map">
             <Option name="active" type="bool" value="true"></Option>
             <Option name="expression" type="QString" value="@geometry_part_num IS 5"></Option>
             <Option name="type" type="int" value="3"></Option>
            </Option>
           </Option>
           <Option name="type" type="QString" value="collection"></Option>
          </Option>
         </data_defined_properties>
        </layer>
        <layer class="SimpleMarker" enabled="1" id="{00000000-0000-0000-0000-000000000192}" locked="0" pass="0">
         <Option type="Map">
          <Option name="angle" type="QString" value="0"></Option>
          <Option name="cap_style" type="QString" value="square"></Option>
          <Option name="color" type="QString" value="224,122,198,255,rgb:0.8784313725490196,0.47843137254901963,0.77647058823529413,1"></Option>
          <Option name="horizontal_anchor_point" type="QString" value="1"></Option>
          <Option name="joinstyle" type="QString" value="round"></Option>
          <Option name="name" type="QString" value="equilateral_triangle"></Option>
          <Option name="offset" type="QString" value="0.73299999999999998,2.49500000000000011"></Option>
          <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="offset_unit" type="QString" value="MM"></Option>
          <Option name="outline_color" type="QString" value="38,38,38,255,rgb:0.14901960784313725,0.14901960784313725,0.14901960784313725,1"></Option>
          <Option name="outline_style" type="QString" value="solid"></Option>
          <Option name="outline_width" type="QString" value="0.1"></Option>
          <Option name="outline_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="outline_width_unit" type="QString" value="MM"></Option>
          <Option name="scale_method" type="QString" value="diameter"></Option>
          <Option name="size" type="QString" value="2.16"></Option>
          <Option name="size_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="size_unit" type="QString" value="MM"></Option>
          <Option name="vertical_anchor_point" type="QString" value="1"></Option>
         </Option>
         <data_defined_properties>
          <Option type="Map">
           <Option name="name" type="QString" value=""></Option>
           <Option name="properties" type="Map">
            <Option name="enabled" type="Map">
             <Option name="active" type="bool" value="true"></Option>
             <Option name="expression" type="QString" value="@geometry_part_num IS 6"></Option>
             <Option name="type" type="int" value="3"></Option>
            </Option>
           </Option>
           <Option name="type" type="QString" value="collection"></Option>
          </Option>
         </data_defined_properties>
        </layer>
        <layer class="SimpleMarker" enabled="1" id="{00000000-0000-0000-0000-000000000193}" locked="0" pass="0">
         <Option type="Map">
          <Option name="angle" type="QString" value="0"></Option>
          <Option name="cap_style" type="QString" value="square"></Option>
          <Option name="color" type="QString" value="10,77,120,255,rgb:0.0392156862745098,0.30196078431372547,0.47058823529411764,1"></Option>
          <Option name="horizontal_anchor_point" type="QString" value="1"></Option>
          <Option name="joinstyle" type="QString" value="round"></Option>
          <Option name="name" type="QString" value="pentagon"></Option>
          <Option name="offset" type="QString" value="-2.36500000000000021,-1.08000000000000007"></Option>
          <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="offset_unit" type="QString" value="MM"></Option>
          <Option name="outline_color" type="QString" value="255,255,255,255,rgb:1,1,1,1"></Option>
          <Option name="outline_style" type="QString" value="solid"></Option>
          <Option name="outline_width" type="QString" value="0.1"></Option>
          <Option name="outline_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="outline_width_unit" type="QString" value="MM"></Option>
          <Option name="scale_method" type="QString" value="diameter"></Option>
          <Option name="size" type="QString" value="2.016"></Option>
          <Option name="size_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="size_unit" type="QString" value="MM"></Option>
          <Option name="vertical_anchor_point" type="QString" value="1"></Option>
         </Option>
         <data_defined_properties>
          <Option type="Map">
           <Option name="name" type="QString" value=""></Option>
           <Option name="properties" type="Map">
            <Option name="enabled" type="Map">
             <Option name="active" type="bool" value="true"></Option>
             <Option name="expression" type="QString" value="@geometry_part_num IS 7"></Option>
             <Option name="type" type="int" value="3"></Option>
            </Option>
           </Option>
           <Option name="type" type="QString" value="collection"></Option>
          </Option>
         </data_defined_properties>
        </layer>
        <layer class="SimpleMarker" enabled="1" id="{00000000-0000-0000-0000-000000000194}" locked="0" pass="0">
         <Option type="Map">
          <Option name="angle" type="QString" value="180"></Option>
          <Option name="cap_style" type="QString" value="square"></Option>
          <Option name="color" type="QString" value="163,227,250,255,rgb:0.63921568627450975,0.8901960784313725,0.98039215686274506,1"></Option>
          <Option name="horizontal_anchor_point" type="QString" value="1"></Option>
          <Option name="joinstyle" type="QString" value="round"></Option>
          <Option name="name" type="QString" value="triangle"></Option>
          <Option name="offset" type="QString" value="-2.36500000000000021,1.08000000000000007"></Option>
          <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="offset_unit" type="QString" value="MM"></Option>
          <Option name="outline_color" type="QString" value="38,38,38,255,rgb:0.14901960784313725,0.14901960784313725,0.14901960784313725,1"></Option>
          <Option name="outline_style" type="QString" value="solid"></Option>
          <Option name="outline_width" type="QString" value="0.1"></Option>
          <Option name="outline_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="outline_width_unit" type="QString" value="MM"></Option>
          <Option name="scale_method" type="QString" value="diameter"></Option>
          <Option name="size" type="QString" value="1.908"></Option>
          <Option name="size_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="size_unit" type="QString" value="MM"></Option>
          <Option name="vertical_anchor_point" type="QString" value="1"></Option>
         </Option>
         <data_defined_properties>
          <Option type="Map">
           <Option name="name" type="QString" value=""></Option>
           <Option name="properties" type="Map">
            <Option name="enabled" type="Map">
             <Option name="active" type="bool" value="true"></Option>
             <Option name="expression" type="QString" value="@geometry_part_num IS 8"></Option>
             <Option name="type" type="int" value="3"></Option>
            </Option>
           </Option>
           <Option name="type" type="QString" value="collection"></Option>
          </Option>
         </data_defined_properties>
        </layer>
        <layer class="SimpleMarker" enabled="1" id="{00000000-0000-0000-0000-000000000195}" locked="0" pass="0">
         <Option type="Map">
          <Option name="angle" type="QString" value="0"></Option>
          <Option name="cap_style" type="QString" value="square"></Option>
          <Option name="color" type="QString" value="196,174,90,255,rgb:0.7686274509803922,0.68235294117647061,0.35294117647058826,1"></Option>
          <Option name="horizontal_anchor_point" type="QString" value="1"></Option>
          <Option name="joinstyle" type="QString" value="round"></Option>
          <Option name="name" type="QString" value="cross_fill"></Option>
          <Option name="offset" type="QString" value="-0.73299999999999998,2.49500000000000011"></Option>
          <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="offset_unit" type="QString" value="MM"></Option>
          <Option name="outline_color" type="QString" value="38,38,38,255,rgb:0.14901960784313725,0.14901960784313725,0.14901960784313725,1"></Option>
          <Option name="outline_style" type="QString" value="solid"></Option>
          <Option name="outline_width" type="QString" value="0.1"></Option>
          <Option name="outline_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="outline_width_unit" type="QString" value="MM"></Option>
          <Option name="scale_method" type="QString" value="diameter"></Option>
          <Option name="size" type="QString" value="2.016"></Option>
          <Option name="size_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="size_unit" type="QString" value="MM"></Option>
          <Option name="vertical_anchor_point" type="QString" value="1"></Option>
         </Option>
         <data_defined_properties>
          <Option type="Map">
           <Option name="name" type="QString" value=""></Option>
           <Option name="properties" type="Map">
            <Option name="enabled" type="Map">
             <Option name="active" type="bool" value="true"></Option>
             <Option name="expression" type="QString" value="@geometry_part_num IS 9"></Option>
             <Option name="type" type="int" value="3"></Option>
            </Option>
           </Option>
           <Option name="type" type="QString" value="collection"></Option>
          </Option>
         </data_defined_properties>
        </layer>
        <layer class="SimpleMarker" enabled="1" id="{00000000-0000-0000-0000-000000000196}" locked="0" pass="0">
         <Option type="Map">
          <Option name="angle" type="QString" value="0"></Option>
          <Option name="cap_style" type="QString" value="square"></Option>
          <Option name="color" type="QString" value="154,79,214,255,rgb:0.60392156862745094,0.30980392156862746,0.83921568627450982,1"></Option>
          <Option name="horizontal_anchor_point" type="QString" value="1"></Option>
          <Option name="joinstyle" type="QString" value="round"></Option>
          <Option name="name" type="QString" value="diamond"></Option>
          <Option name="offset" type="QString" value="-1.40599999999999992,-2.18699999999999983"></Option>
          <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="offset_unit" type="QString" value="MM"></Option>
          <Option name="outline_color" type="QString" value="255,255,255,255,rgb:1,1,1,1"></Option>
          <Option name="outline_style" type="QString" value="solid"></Option>
          <Option name="outline_width" type="QString" value="0.1"></Option>
          <Option name="outline_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="outline_width_unit" type="QString" value="MM"></Option>
          <Option name="scale_method" type="QString" value="diameter"></Option>
          <Option name="size" type="QString" value="2.16"></Option>
          <Option name="size_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="size_unit" type="QString" value="MM"></Option>
          <Option name="vertical_anchor_point" type="QString" value="1"></Option>
         </Option>
         <data_defined_properties>
          <Option type="Map">
           <Option name="name" type="QString" value=""></Option>
           <Option name="properties" type="Map">
            <Option name="enabled" type="Map">
             <Option name="active" type="bool" value="true"></Option>
             <Option name="expression" type="QString" value="@geometry_part_num IS 10"></Option>
             <Option name="type" type="int" value="3"></Option>
            </Option>
           </Option>
           <Option name="type" type="QString" value="collection"></Option>
          </Option>
         </data_defined_properties>
        </layer>
        <layer class="SimpleMarker" enabled="1" id="{00000000-0000-0000-0000-000000000197}" locked="0" pass="0">
         <Option type="Map">
          <Option name="angle" type="QString" value="0"></Option>
          <Option name="cap_style" type="QString" value="square"></Option>
          <Option name="color" type="QString" value="120,134,143,255,rgb:0.47058823529411764,0.52549019607843139,0.5607843137254902,1"></Option>
          <Option name="horizontal_anchor_point" type="QString" value="1"></Option>
          <Option name="joinstyle" type="QString" value="round"></Option>
          <Option name="name" type="QString" value="octagon"></Option>
          <Option name="offset" type="QString" value="-1.96500000000000008,1.70300000000000007"></Option>
          <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="offset_unit" type="QString" value="MM"></Option>
          <Option name="outline_color" type="QString" value="255,255,255,255,rgb:1,1,1,1"></Option>
          <Option name="outline_style" type="QString" value="solid"></Option>
          <Option name="outline_width" type="QString" value="0.1"></Option>
          <Option name="outline_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="outline_width_unit" type="QString" value="MM"></Option>
          <Option name="scale_method" type="QString" value="diameter"></Option>
          <Option name="size" type="QString" value="1.8"></Option>
          <Option name="size_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          <Option name="size_unit" type="QString" value="MM"></Option>
          <Option name="vertical_anchor_point" type="QString" value="1"></Option>
         </Option>
         <data_defined_properties>
          <Option type="Map">
           <Option name="name" type="QString" value=""></Option>
           <Option name="properties" type="Map">
            <Option name="enabled" type="Map">
             <Option name="active" type="bool" value="true"></Option>
             <Option name="expression" type="QString" value="@geometry_part_num IS 12"></Option>
             <Option name="type" type="int" value="3"></Option>
            </Option>
           </Option>
           <Option name="type" type="QString" value="collection"></Option>
          </Option>
         </data_defined_properties>
        </layer>
       </symbol>
      </layer>
     </symbol>
    </layer>
   </symbol>
  </symbols>
  <rotation></rotation>
  <sizescale></sizescale>
  <data-defined-properties>
   <Option type="Map">
    <Option name="name" type="QString" value=""></Option>
    <Option name="properties"></Option>
    <Option name="type" type="QString" value="collection"></Option>
   </Option>
  </data-defined-properties>
 </renderer-v2>
 <selection mode="Default">
  <selectionColor invalid="1"></selectionColor>
 </selection>
 <labeling type="simple">
  <settings calloutType="simple">
   <text-style allowHtml="0" blendMode="0" capitalization="0" fieldName="name" fontFamily="Open Sans" fontItalic="0" fontKerning="1" fontLetterSpacing="0" fontSize="8.5" fontSizeMapUnitScale="3x:0,0,0,0,0,0" fontSizeUnit="Point" fontStrikeout="0" fontUnderline="0" fontWeight="50" fontWordSpacing="0" forcedBold="0" forcedItalic="0" isExpression="0" legendString="Aa" multilineHeight="1" multilineHeightUnit="Percentage" namedStyle="Regular" previewBkgrdColor="255,255,255,255,rgb:1,1,1,1" tabStopDistance="6" tabStopDistanceMapUnitScale="3x:0,0,0,0,0,0" tabStopDistanceUnit="Percentage" textColor="43,43,43,255,rgb:0.16862745098039217,0.16862745098039217,0.16862745098039217,1" textOpacity="1" textOrientation="horizontal" useSubstitutions="0">
    <families>
     <family name="Noto Sans"></family>
     <family name="Segoe UI"></family>
     <family name="Helvetica Neue"></family>
     <family name="DejaVu Sans"></family>
     <family name="Arial"></family>
    </families>
    <text-buffer bufferBlendMode="0" bufferColor="255,255,255,255,rgb:1,1,1,1" bufferDraw="1" bufferJoinStyle="128" bufferNoFill="1" bufferOpacity="0.84999999999999998" bufferSize="0.80000000000000004" bufferSizeMapUnitScale="3x:0,0,0,0,0,0" bufferSizeUnits="MM"></text-buffer>
    <text-mask maskEnabled="0" maskJoinStyle="128" maskOpacity="1" maskSize="1.5" maskSize2="1.5" maskSizeMapUnitScale="3x:0,0,0,0,0,0" maskSizeUnits="MM" maskType="0" maskedSymbolLayers=""></text-mask>
    <background shapeBlendMode="0" shapeBorderColor="128,128,128,255,rgb:0.50196078431372548,0.50196078431372548,0.50196078431372548,1" shapeBorderWidth="0" shapeBorderWidthMapUnitScale="3x:0,0,0,0,0,0" shapeBorderWidthUnit="MM" shapeDraw="0" shapeFillColor="255,255,255,255,rgb:1,1,1,1" shapeJoinStyle="64" shapeOffsetMapUnitScale="3x:0,0,0,0,0,0" shapeOffsetUnit="MM" shapeOffsetX="0" shapeOffsetY="0" shapeOpacity="1" shapeRadiiMapUnitScale="3x:0,0,0,0,0,0" shapeRadiiUnit="MM" shapeRadiiX="0" shapeRadiiY="0" shapeRotation="0" shapeRotationType="0" shapeSVGFile="" shapeSizeMapUnitScale="3x:0,0,0,0,0,0" shapeSizeType="0" shapeSizeUnit="MM" shapeSizeX="0" shapeSizeY="0" shapeType="0">
     <symbol alpha="1" clip_to_extent="1" force_rhr="0" frame_rate="10" is_animated="0" name="fillSymbol" type="fill">
      <data_defined_properties>
       <Option type="Map">
        <Option name="name" type="QString" value=""></Option>
        <Option name="properties"></Option>
        <Option name="type" type="QString" value="collection"></Option>
       </Option>
      </data_defined_properties>
      <layer class="SimpleFill" enabled="1" id="" locked="0" pass="0">
       <Option type="Map">
        <Option name="border_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
        <Option name="color" type="QString" value="255,255,255,255,rgb:1,1,1,1"></Option>
        <Option name="joinstyle" type="QString" value="bevel"></Option>
        <Option name="offset" type="QString" value="0,0"></Option>
        <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
        <Option name="offset_unit" type="QString" value="MM"></Option>
        <Option name="outline_color" type="QString" value="128,128,128,255,rgb:0.50196078431372548,0.50196078431372548,0.50196078431372548,1"></Option>
        <Option name="outline_style" type="QString" value="no"></Option>
        <Option name="outline_width" type="QString" value="0"></Option>
        <Option name="outline_width_unit" type="QString" value="MM"></Option>
        <Option name="style" type="QString" value="solid"></Option>
       </Option>
       <data_defined_properties>
        <Option type="Map">
         <Option name="name" type="QString" value=""></Option>
         <Option name="properties"></Option>
         <Option name="type" type="QString" value="collection"></Option>
        </Option>
       </data_defined_properties>
      </layer>
     </symbol>
    </background>
    <shadow shadowBlendMode="6" shadowColor="0,0,0,255,rgb:0,0,0,1" shadowDraw="0" shadowOffsetAngle="135" shadowOffsetDist="1" shadowOffsetGlobal="1" shadowOffsetMapUnitScale="3x:0,0,0,0,0,0" shadowOffsetUnit="MM" shadowOpacity="0.69999999999999996" shadowRadius="1.5" shadowRadiusAlphaOnly="0" shadowRadiusMapUnitScale="3x:0,0,0,0,0,0" shadowRadiusUnit="MM" shadowScale="100" shadowUnder="0"></shadow>
    <dd_properties>
     <Option type="Map">
      <Option name="name" type="QString" value=""></Option>
      <Option name="properties"></Option>
      <Option name="type" type="QString" value="collection"></Option>
     </Option>
    </dd_properties>
    <substitutions></substitutions>
   </text-style>
   <text-format addDirectionSymbol="0" autoWrapLength="28" decimals="3" formatNumbers="0" leftDirectionSymbol="&lt;" multilineAlign="3" placeDirectionSymbol="0" plussign="0" reverseDirectionSymbol="0" rightDirectionSymbol=">" useMaxLineLengthForAutoWrap="1" wrapChar=""></text-format>
   <placement allowDegraded="0" centroidInside="0" centroidWhole="0" dist="0.40000000000000002" distMapUnitScale="3x:0,0,0,0,0,0" distUnits="MM" fitInPolygonOnly="0" geometryGenerator="" geometryGeneratorEnabled="0" geometryGeneratorType="PointGeometry" labelOffsetMapUnitScale="3x:0,0,0,0,0,0" layerType="UnknownGeometry" lineAnchorClipping="0" lineAnchorPercent="0.5" lineAnchorTextPoint="FollowPlacement" lineAnchorType="0" maxCurvedCharAngleIn="25" maxCurvedCharAngleOut="-25" maximumDistance="0" maximumDistanceMapUnitScale="3x:0,0,0,0,0,0" maximumDistanceUnit="MM" offsetType="1" offsetUnits="MM" overlapHandling="PreventOverlap" overrunDistance="0" overrunDistanceMapUnitScale="3x:0,0,0,0,0,0" overrunDistanceUnit="MM" placement="6" placementFlags="10" polygonPlacementFlags="2" predefinedPositionOrder="TR,TL,BR,BL,R,L,TSR,BSR" preserveRotation="1" prioritization="PreferCloser" priority="5" quadOffset="4" repeatDistance="0" repeatDistanceMapUnitScale="3x:0,0,0,0,0,0" repeatDistanceUnits="MM" rotationAngle="0" rotationUnit="AngleDegrees" xOffset="0" yOffset="0"></placement>
   <rendering drawLabels="1" fontLimitPixelSize="0" fontMaxPixelSize="10000" fontMinPixelSize="0" labelPerPart="0" limitNumLabels="0" maxNumLabels="2000" mergeLines="0" minFeatureSize="0" obstacle="1" obstacleFactor="1" obstacleType="1" scaleMax="1500000" scaleMin="0" scaleVisibility="1" unplacedVisibility="0" upsidedownLabels="0" zIndex="0"></rendering>
   <dd_properties>
    <Option type="Map">
     <Option name="name" type="QString" value=""></Option>
     <Option name="properties"></Option>
     <Option name="type" type="QString" value="collection"></Option>
    </Option>
   </dd_properties>
   <callout type="simple">
    <Option type="Map">
     <Option name="anchorPoint" type="QString" value="pole_of_inaccessibility"></Option>
     <Option name="blendMode" type="int" value="0"></Option>
     <Option name="ddProperties" type="Map">
      <Option name="name" type="QString" value=""></Option>
      <Option name="properties"></Option>
      <Option name="type" type="QString" value="collection"></Option>
     </Option>
     <Option name="drawToAllParts" type="bool" value="false"></Option>
     <Option name="enabled" type="QString" value="0"></Option>
     <Option name="labelAnchorPoint" type="QString" value="point_on_exterior"></Option>
     <Option name="lineSymbol" type="QString" value="&lt;symbol alpha=&quot;1&quot; clip_to_extent=&quot;1&quot; force_rhr=&quot;0&quot; frame_rate=&quot;10&quot; is_animated=&quot;0&quot; name=&quot;symbol&quot; type=&quot;line&quot;>&lt;data_defined_properties>&lt;Option type=&quot;Map&quot;>&lt;Option name=&quot;name&quot; type=&quot;QString&quot; value=&quot;&quot;>&lt;/Option>&lt;Option name=&quot;properties&quot;>&lt;/Option>&lt;Option name=&quot;type&quot; type=&quot;QString&quot; value=&quot;collection&quot;>&lt;/Option>&lt;/Option>&lt;/data_defined_properties>&lt;layer class=&quot;SimpleLine&quot; enabled=&quot;1&quot; id=&quot;{00000000-0000-0000-0000-000000000198}&quot; locked=&quot;0&quot; pass=&quot;0&quot;>&lt;Option type=&quot;Map&quot;>&lt;Option name=&quot;align_dash_pattern&quot; type=&quot;QString&quot; value=&quot;0&quot;>&lt;/Option>&lt;Option name=&quot;capstyle&quot; type=&quot;QString&quot; value=&quot;square&quot;>&lt;/Option>&lt;Option name=&quot;customdash&quot; type=&quot;QString&quot; value=&quot;5;2&quot;>&lt;/Option>&lt;Option name=&quot;customdash_map_unit_scale&quot; type=&quot;QString&quot; value=&quot;3x:0,0,0,0,0,0&quot;>&lt;/Option>&lt;Option name=&quot;customdash_unit&quot; type=&quot;QString&quot; value=&quot;MM&quot;>&lt;/Option>&lt;Option name=&quot;dash_pattern_offset&quot; type=&quot;QString&quot; value=&quot;0&quot;>&lt;/Option>&lt;Option name=&quot;dash_pattern_offset_map_unit_scale&quot; type=&quot;QString&quot; value=&quot;3x:0,0,0,0,0,0&quot;>&lt;/Option>&lt;Option name=&quot;dash_pattern_offset_unit&quot; type=&quot;QString&quot; value=&quot;MM&quot;>&lt;/Option>&lt;Option name=&quot;draw_inside_polygon&quot; type=&quot;QString&quot; value=&quot;0&quot;>&lt;/Option>&lt;Option name=&quot;joinstyle&quot; type=&quot;QString&quot; value=&quot;bevel&quot;>&lt;/Option>&lt;Option name=&quot;line_color&quot; type=&quot;QString&quot; value=&quot;60,60,60,255,rgb:0.23529411764705882,0.23529411764705882,0.23529411764705882,1&quot;>&lt;/Option>&lt;Option name=&quot;line_style&quot; type=&quot;QString&quot; value=&quot;solid&quot;>&lt;/Option>&lt;Option name=&quot;line_width&quot; type=&quot;QString&quot; value=&quot;0.3&quot;>&lt;/Option>&lt;Option name=&quot;line_width_unit&quot; type=&quot;QString&quot; value=&quot;MM&quot;>&lt;/Option>&lt;Option name=&quot;offset&quot; type=&quot;QString&quot; value=&quot;0&quot;>&lt;/Option>&lt;Option name=&quot;offset_map_unit_scale&quot; type=&quot;QString&quot; value=&quot;3x:0,0,0,0,0,0&quot;>&lt;/Option>&lt;Option name=&quot;offset_unit&quot; type=&quot;QString&quot; value=&quot;MM&quot;>&lt;/Option>&lt;Option name=&quot;ring_filter&quot; type=&quot;QString&quot; value=&quot;0&quot;>&lt;/Option>&lt;Option name=&quot;trim_distance_end&quot; type=&quot;QString&quot; value=&quot;0&quot;>&lt;/Option>&lt;Option name=&quot;trim_distance_end_map_unit_scale&quot; type=&quot;QString&quot; value=&quot;3x:0,0,0,0,0,0&quot;>&lt;/Option>&lt;Option name=&quot;trim_distance_end_unit&quot; type=&quot;QString&quot; value=&quot;MM&quot;>&lt;/Option>&lt;Option name=&quot;trim_distance_start&quot; type=&quot;QString&quot; value=&quot;0&quot;>&lt;/Option>&lt;Option name=&quot;trim_distance_start_map_unit_scale&quot; type=&quot;QString&quot; value=&quot;3x:0,0,0,0,0,0&quot;>&lt;/Option>&lt;Option name=&quot;trim_distance_start_unit&quot; type=&quot;QString&quot; value=&quot;MM&quot;>&lt;/Option>&lt;Option name=&quot;tweak_dash_pattern_on_corners&quot; type=&quot;QString&quot; value=&quot;0&quot;>&lt;/Option>&lt;Option name=&quot;use_custom_dash&quot; type=&quot;QString&quot; value=&quot;0&quot;>&lt;/Option>&lt;Option name=&quot;width_map_unit_scale&quot; type=&quot;QString&quot; value=&quot;3x:0,0,0,0,0,0&quot;>&lt;/Option>&lt;/Option>&lt;data_defined_properties>&lt;Option type=&quot;Map&quot;>&lt;Option name=&quot;name&quot; type=&quot;QString&quot; value=&quot;&quot;>&lt;/Option>&lt;Option name=&quot;properties&quot;>&lt;/Option>&lt;Option name=&quot;type&quot; type=&quot;QString&quot; value=&quot;collection&quot;>&lt;/Option>&lt;/Option>&lt;/data_defined_properties>&lt;/layer>&lt;/symbol>"></Option>
     <Option name="minLength" type="double" value="0"></Option>
     <Option name="minLengthMapUnitScale" type="QString" value="3x:0,0,0,0,0,0"></Option>
     <Option name="minLengthUnit" type="QString" value="MM"></Option>
     <Option name="offsetFromAnchor" type="double" value="0"></Option>
     <Option name="offsetFromAnchorMapUnitScale" type="QString" value="3x:0,0,0,0,0,0"></Option>
     <Option name="offsetFromAnchorUnit" type="QString" value="MM"></Option>
     <Option name="offsetFromLabel" type="double" value="0"></Option>
     <Option name="offsetFromLabelMapUnitScale" type="QString" value="3x:0,0,0,0,0,0"></Option>
     <Option name="offsetFromLabelUnit" type="QString" value="MM"></Option>
    </Option>
   </callout>
  </settings>
 </labeling>
 <blendMode>0</blendMode>
 <featureBlendMode>0</featureBlendMode>
 <fieldConfiguration>
  <field configurationFlags="NoFlag" name="fid"></field>
  <field configurationFlags="NoFlag" name="identifier"></field>
  <field configurationFlags="NoFlag" name="name"></field>
  <field configurationFlags="NoFlag" name="local_name"></field>
  <field configurationFlags="NoFlag" name="occurrence_type_text"></field>
  <field configurationFlags="NoFlag" name="occurrence_type"></field>
  <field configurationFlags="NoFlag" name="commodity_text"></field>
  <field configurationFlags="NoFlag" name="commodity_codes"></field>
  <field configurationFlags="NoFlag" name="representative_commodity"></field>
  <field configurationFlags="NoFlag" name="commodity_group"></field>
  <field configurationFlags="NoFlag" name="minerals"></field>
  <field configurationFlags="NoFlag" name="country"></field>
  <field configurationFlags="NoFlag" name="country_text"></field>
  <field configurationFlags="NoFlag" name="country_basis"></field>
  <field configurationFlags="NoFlag" name="admin1"></field>
  <field configurationFlags="NoFlag" name="deposit_model"></field>
  <field configurationFlags="NoFlag" name="deposit_type_text"></field>
  <field configurationFlags="NoFlag" name="host_unit"></field>
  <field configurationFlags="NoFlag" name="age_text"></field>
  <field configurationFlags="NoFlag" name="status_text"></field>
  <field configurationFlags="NoFlag" name="mine_status"></field>
  <field configurationFlags="NoFlag" name="mine_name"></field>
  <field configurationFlags="NoFlag" name="observation_method"></field>
  <field configurationFlags="NoFlag" name="positional_accuracy"></field>
  <field configurationFlags="NoFlag" name="reference"></field>
  <field configurationFlags="NoFlag" name="source_uri"></field>
  <field configurationFlags="NoFlag" name="source_id"></field>
  <field configurationFlags="NoFlag" name="source_feature_id"></field>
  <field configurationFlags="NoFlag" name="source_geometry"></field>
  <field configurationFlags="NoFlag" name="source_attributes"></field>
 </fieldConfiguration>
 <aliases>
  <alias field="fid" index="0" name="Row"></alias>
  <alias field="identifier" index="1" name="Identifier"></alias>
  <alias field="name" index="2" name="Name"></alias>
  <alias field="local_name" index="3" name="Local name"></alias>
  <alias field="occurrence_type_text" index="4" name="Type of occurrence, as the source has it"></alias>
  <alias field="occurrence_type" index="5" name="Type of occurrence"></alias>
  <alias field="commodity_text" index="6" name="Commodities, as the source has them"></alias>
  <alias field="commodity_codes" index="7" name="Commodities, aligned codes"></alias>
  <alias field="representative_commodity" index="8" name="Commodity it is drawn as"></alias>
  <alias field="commodity_group" index="9" name="Commodity group"></alias>
  <alias field="minerals" index="10" name="Minerals beside the products"></alias>
  <alias field="country" index="11" name="Country (ISO code)"></alias>
  <alias field="country_text" index="12" name="Country, as the source has it"></alias>
  <alias field="country_basis" index="13" name="Country rests on"></alias>
  <alias field="admin1" index="14" name="Province or state"></alias>
  <alias field="deposit_model" index="15" name="Deposit type, aligned"></alias>
  <alias field="deposit_type_text" index="16" name="Deposit type, as the source has it"></alias>
  <alias field="host_unit" index="17" name="Host unit"></alias>
  <alias field="age_text" index="18" name="Age, as the source has it"></alias>
  <alias field="status_text" index="19" name="Status, as the source has it"></alias>
  <alias field="mine_status" index="20" name="Mine status"></alias>
  <alias field="mine_name" index="21" name="Mine name"></alias>
  <alias field="observation_method" index="22" name="Observation method"></alias>
  <alias field="positional_accuracy" index="23" name="Positional accuracy"></alias>
  <alias field="reference" index="24" name="Reference"></alias>
  <alias field="source_uri" index="25" name="Source record"></alias>
  <alias field="source_id" index="26" name="Source"></alias>
  <alias field="source_feature_id" index="27" name="Key at the source"></alias>
  <alias field="source_geometry" index="28" name="Geometry of the source"></alias>
  <alias field="source_attributes" index="29" name="All attributes of the source"></alias>
 </aliases>
 <splitPolicies>
  <policy field="fid" policy="Duplicate"></policy>
  <policy field="identifier" policy="Duplicate"></policy>
  <policy field="name" policy="Duplicate"></policy>
  <policy field="local_name" policy="Duplicate"></policy>
  <policy field="occurrence_type_text" policy="Duplicate"></policy>
  <policy field="occurrence_type" policy="Duplicate"></policy>
  <policy field="commodity_text" policy="Duplicate"></policy>
  <policy field="commodity_codes" policy="Duplicate"></policy>
  <policy field="representative_commodity" policy="Duplicate"></policy>
  <policy field="commodity_group" policy="Duplicate"></policy>
  <policy field="minerals" policy="Duplicate"></policy>
  <policy field="country" policy="Duplicate"></policy>
  <policy field="country_text" policy="Duplicate"></policy>
  <policy field="country_basis" policy="Duplicate"></policy>
  <policy field="admin1" policy="Duplicate"></policy>
  <policy field="deposit_model" policy="Duplicate"></policy>
  <policy field="deposit_type_text" policy="Duplicate"></policy>
  <policy field="host_unit" policy="Duplicate"></policy>
  <policy field="age_text" policy="Duplicate"></policy>
  <policy field="status_text" policy="Duplicate"></policy>
  <policy field="mine_status" policy="Duplicate"></policy>
  <policy field="mine_name" policy="Duplicate"></policy>
  <policy field="observation_method" policy="Duplicate"></policy>
  <policy field="positional_accuracy" policy="Duplicate"></policy>
  <policy field="reference" policy="Duplicate"></policy>
  <policy field="source_uri" policy="Duplicate"></policy>
  <policy field="source_id" policy="Duplicate"></policy>
  <policy field="source_feature_id" policy="Duplicate"></policy>
  <policy field="source_geometry" policy="Duplicate"></policy>
  <policy field="source_attributes" policy="Duplicate"></policy>
 </splitPolicies>
 <duplicatePolicies>
  <policy field="fid" policy="Duplicate"></policy>
  <policy field="identifier" policy="Duplicate"></policy>
  <policy field="name" policy="Duplicate"></policy>
  <policy field="local_name" policy="Duplicate"></policy>
  <policy field="occurrence_type_text" policy="Duplicate"></policy>
  <policy field="occurrence_type" policy="Duplicate"></policy>
  <policy field="commodity_text" policy="Duplicate"></policy>
  <policy field="commodity_codes" policy="Duplicate"></policy>
  <policy field="representative_commodity" policy="Duplicate"></policy>
  <policy field="commodity_group" policy="Duplicate"></policy>
  <policy field="minerals" policy="Duplicate"></policy>
  <policy field="country" policy="Duplicate"></policy>
  <policy field="country_text" policy="Duplicate"></policy>
  <policy field="country_basis" policy="Duplicate"></policy>
  <policy field="admin1" policy="Duplicate"></policy>
  <policy field="deposit_model" policy="Duplicate"></policy>
  <policy field="deposit_type_text" policy="Duplicate"></policy>
  <policy field="host_unit" policy="Duplicate"></policy>
  <policy field="age_text" policy="Duplicate"></policy>
  <policy field="status_text" policy="Duplicate"></policy>
  <policy field="mine_status" policy="Duplicate"></policy>
  <policy field="mine_name" policy="Duplicate"></policy>
  <policy field="observation_method" policy="Duplicate"></policy>
  <policy field="positional_accuracy" policy="Duplicate"></policy>
  <policy field="reference" policy="Duplicate"></policy>
  <policy field="source_uri" policy="Duplicate"></policy>
  <policy field="source_id" policy="Duplicate"></policy>
  <policy field="source_feature_id" policy="Duplicate"></policy>
  <policy field="source_geometry" policy="Duplicate"></policy>
  <policy field="source_attributes" policy="Duplicate"></policy>
 </duplicatePolicies>
 <defaults>
  <default applyOnUpdate="0" expression="" field="fid"></default>
  <default applyOnUpdate="0" expression="" field="identifier"></default>
  <default applyOnUpdate="0" expression="" field="name"></default>
  <default applyOnUpdate="0" expression="" field="local_name"></default>
  <default applyOnUpdate="0" expression="" field="occurrence_type_text"></default>
  <default applyOnUpdate="0" expression="" field="occurrence_type"></default>
  <default applyOnUpdate="0" expression="" field="commodity_text"></default>
  <default applyOnUpdate="0" expression="" field="commodity_codes"></default>
  <default applyOnUpdate="0" expression="" field="representative_commodity"></default>
  <default applyOnUpdate="0" expression="" field="commodity_group"></default>
  <default applyOnUpdate="0" expression="" field="minerals"></default>
  <default applyOnUpdate="0" expression="" field="country"></default>
  <default applyOnUpdate="0" expression="" field="country_text"></default>
  <default applyOnUpdate="0" expression="" field="country_basis"></default>
  <default applyOnUpdate="0" expression="" field="admin1"></default>
  <default applyOnUpdate="0" expression="" field="deposit_model"></default>
  <default applyOnUpdate="0" expression="" field="deposit_type_text"></default>
  <default applyOnUpdate="0" expression="" field="host_unit"></default>
  <default applyOnUpdate="0" expression="" field="age_text"></default>
  <default applyOnUpdate="0" expression="" field="status_text"></default>
  <default applyOnUpdate="0" expression="" field="mine_status"></default>
  <default applyOnUpdate="0" expression="" field="mine_name"></default>
  <default applyOnUpdate="0" expression="" field="observation_method"></default>
  <default applyOnUpdate="0" expression="" field="positional_accuracy"></default>
  <default applyOnUpdate="0" expression="" field="reference"></default>
  <default applyOnUpdate="0" expression="" field="source_uri"></default>
  <default applyOnUpdate="0" expression="" field="source_id"></default>
  <default applyOnUpdate="0" expression="" field="source_feature_id"></default>
  <default applyOnUpdate="0" expression="" field="source_geometry"></default>
  <default applyOnUpdate="0" expression="" field="source_attributes"></default>
 </defaults>
 <constraints>
  <constraint constraints="0" exp_strength="0" field="fid" notnull_strength="0" unique_strength="0"></constraint>
  <constraint constraints="0" exp_strength="0" field="identifier" notnull_strength="0" unique_strength="0"></constraint>
  <constraint constraints="0" exp_strength="0" field="name" notnull_strength="0" unique_strength="0"></constraint>
  <constraint constraints="0" exp_strength="0" field="local_name" notnull_strength="0" unique_strength="0"></constraint>
  <constraint constraints="0" exp_strength="0" field="occurrence_type_text" notnull_strength="0" unique_strength="0"></constraint>
  <constraint constraints="0" exp_strength="0" field="occurrence_type" notnull_strength="0" unique_strength="0"></constraint>
  <constraint constraints="0" exp_strength="0" field="commodity_text" notnull_strength="0" unique_strength="0"></constraint>
  <constraint constraints="0" exp_strength="0" field="commodity_codes" notnull_strength="0" unique_strength="0"></constraint>
  <constraint constraints="0" exp_strength="0" field="representative_commodity" notnull_strength="0" unique_strength="0"></constraint>
  <constraint constraints="0" exp_strength="0" field="commodity_group" notnull_strength="0" unique_strength="0"></constraint>
  <constraint constraints="0" exp_strength="0" field="minerals" notnull_strength="0" unique_strength="0"></constraint>
  <constraint constraints="0" exp_strength="0" field="country" notnull_strength="0" unique_strength="0"></constraint>
  <constraint constraints="0" exp_strength="0" field="country_text" notnull_strength="0" unique_strength="0"></constraint>
  <constraint constraints="0" exp_strength="0" field="country_basis" notnull_strength="0" unique_strength="0"></constraint>
  <constraint constraints="0" exp_strength="0" field="admin1" notnull_strength="0" unique_strength="0"></constraint>
  <constraint constraints="0" exp_strength="0" field="deposit_model" notnull_strength="0" unique_strength="0"></constraint>
  <constraint constraints="0" exp_strength="0" field="deposit_type_text" notnull_strength="0" unique_strength="0"></constraint>
  <constraint constraints="0" exp_strength="0" field="host_unit" notnull_strength="0" unique_strength="0"></constraint>
  <constraint constraints="0" exp_strength="0" field="age_text" notnull_strength="0" unique_strength="0"></constraint>
  <constraint constraints="0" exp_strength="0" field="status_text" notnull_strength="0" unique_strength="0"></constraint>
  <constraint constraints="0" exp_strength="0" field="mine_status" notnull_strength="0" unique_strength="0"></constraint>
  <constraint constraints="0" exp_strength="0" field="mine_name" notnull_strength="0" unique_strength="0"></constraint>
  <constraint constraints="0" exp_strength="0" field="observation_method" notnull_strength="0" unique_strength="0"></constraint>
  <constraint constraints="0" exp_strength="0" field="positional_accuracy" notnull_strength="0" unique_strength="0"></constraint>
  <constraint constraints="0" exp_strength="0" field="reference" notnull_strength="0" unique_strength="0"></constraint>
  <constraint constraints="0" exp_strength="0" field="source_uri" notnull_strength="0" unique_strength="0"></constraint>
  <constraint constraints="0" exp_strength="0" field="source_id" notnull_strength="0" unique_strength="0"></constraint>
  <constraint constraints="0" exp_strength="0" field="source_feature_id" notnull_strength="0" unique_strength="0"></constraint>
  <constraint constraints="0" exp_strength="0" field="source_geometry" notnull_strength="0" unique_strength="0"></constraint>
  <constraint constraints="0" exp_strength="0" field="source_attributes" notnull_strength="0" unique_strength="0"></constraint>
 </constraints>
 <constraintExpressions>
  <constraint desc="" exp="" field="fid"></constraint>
  <constraint desc="" exp="" field="identifier"></constraint>
  <constraint desc="" exp="" field="name"></constraint>
  <constraint desc="" exp="" field="local_name"></constraint>
  <constraint desc="" exp="" field="occurrence_type_text"></constraint>
  <constraint desc="" exp="" field="occurrence_type"></constraint>
  <constraint desc="" exp="" field="commodity_text"></constraint>
  <constraint desc="" exp="" field="commodity_codes"></constraint>
  <constraint desc="" exp="" field="representative_commodity"></constraint>
  <constraint desc="" exp="" field="commodity_group"></constraint>
  <constraint desc="" exp="" field="minerals"></constraint>
  <constraint desc="" exp="" field="country"></constraint>
  <constraint desc="" exp="" field="country_text"></constraint>
  <constraint desc="" exp="" field="country_basis"></constraint>
  <constraint desc="" exp="" field="admin1"></constraint>
  <constraint desc="" exp="" field="deposit_model"></constraint>
  <constraint desc="" exp="" field="deposit_type_text"></constraint>
  <constraint desc="" exp="" field="host_unit"></constraint>
  <constraint desc="" exp="" field="age_text"></constraint>
  <constraint desc="" exp="" field="status_text"></constraint>
  <constraint desc="" exp="" field="mine_status"></constraint>
  <constraint desc="" exp="" field="mine_name"></constraint>
  <constraint desc="" exp="" field="observation_method"></constraint>
  <constraint desc="" exp="" field="positional_accuracy"></constraint>
  <constraint desc="" exp="" field="reference"></constraint>
  <constraint desc="" exp="" field="source_uri"></constraint>
  <constraint desc="" exp="" field="source_id"></constraint>
  <constraint desc="" exp="" field="source_feature_id"></constraint>
  <constraint desc="" exp="" field="source_geometry"></constraint>
  <constraint desc="" exp="" field="source_attributes"></constraint>
 </constraintExpressions>
 <expressionfields></expressionfields>
 <attributetableconfig actionWidgetStyle="dropDown" sortExpression="" sortOrder="0">
  <columns>
   <column hidden="1" name="fid" type="field" width="-1"></column>
   <column hidden="0" name="identifier" type="field" width="-1"></column>
   <column hidden="0" name="name" type="field" width="-1"></column>
   <column hidden="0" name="local_name" type="field" width="-1"></column>
   <column hidden="0" name="occurrence_type_text" type="field" width="-1"></column>
   <column hidden="0" name="occurrence_type" type="field" width="-1"></column>
   <column hidden="0" name="commodity_text" type="field" width="-1"></column>
   <column hidden="0" name="commodity_codes" type="field" width="-1"></column>
   <column hidden="0" name="representative_commodity" type="field" width="-1"></column>
   <column hidden="0" name="commodity_group" type="field" width="-1"></column>
   <column hidden="0" name="minerals" type="field" width="-1"></column>
   <column hidden="0" name="country" type="field" width="-1"></column>
   <column hidden="0" name="country_text" type="field" width="-1"></column>
   <column hidden="0" name="country_basis" type="field" width="-1"></column>
   <column hidden="0" name="admin1" type="field" width="-1"></column>
   <column hidden="0" name="deposit_model" type="field" width="-1"></column>
   <column hidden="0" name="deposit_type_text" type="field" width="-1"></column>
   <column hidden="0" name="host_unit" type="field" width="-1"></column>
   <column hidden="0" name="age_text" type="field" width="-1"></column>
   <column hidden="0" name="status_text" type="field" width="-1"></column>
   <column hidden="0" name="mine_status" type="field" width="-1"></column>
   <column hidden="0" name="mine_name" type="field" width="-1"></column>
   <column hidden="0" name="observation_method" type="field" width="-1"></column>
   <column hidden="0" name="positional_accuracy" type="field" width="-1"></column>
   <column hidden="0" name="reference" type="field" width="-1"></column>
   <column hidden="0" name="source_uri" type="field" width="-1"></column>
   <column hidden="0" name="source_id" type="field" width="-1"></column>
   <column hidden="1" name="source_feature_id" type="field" width="-1"></column>
   <column hidden="1" name="source_geometry" type="field" width="-1"></column>
   <column hidden="1" name="source_attributes" type="field" width="-1"></column>
   <column hidden="0" type="actions" width="-1"></column>
  </columns>
 </attributetableconfig>
 <conditionalstyles>
  <rowstyles></rowstyles>
  <fieldstyles></fieldstyles>
 </conditionalstyles>
 <storedexpressions></storedexpressions>
 <previewExpression>"name"</previewExpression>
 <mapTip enabled="1">&lt;div style="font-family:sans-serif;font-size:9pt;max-width:320px"&gt;
&lt;b&gt;[% coalesce(replace("name", map('&amp;', '&amp;amp;', '&lt;', '&amp;lt;', '&gt;', '&amp;gt;', '"', '&amp;quot;')), 'Unnamed occurrence') %]&lt;/b&gt;
&lt;table style="font-size:9pt" cellspacing="0" cellpadding="1"&gt;
[% coalesce('&lt;tr&gt;&lt;td style="color:#777;padding-right:8px"&gt;Commodities&lt;/td&gt;&lt;td&gt;' || replace("commodity_text", map('&amp;', '&amp;amp;', '&lt;', '&amp;lt;', '&gt;', '&amp;gt;', '"', '&amp;quot;')) || '&lt;/td&gt;&lt;/tr&gt;', '') %]
[% coalesce('&lt;tr&gt;&lt;td style="color:#777;padding-right:8px"&gt;Aligned&lt;/td&gt;&lt;td&gt;' || replace("commodity_codes", map('&amp;', '&amp;amp;', '&lt;', '&amp;lt;', '&gt;', '&amp;gt;', '"', '&amp;quot;')) || '&lt;/td&gt;&lt;/tr&gt;', '') %]
[% coalesce('&lt;tr&gt;&lt;td style="color:#777;padding-right:8px"&gt;Country&lt;/td&gt;&lt;td&gt;' || coalesce(map_get(map('BRN', 'Brunei Darussalam', 'KHM', 'Cambodia', 'IDN', 'Indonesia', 'LAO', 'Lao PDR', 'MYS', 'Malaysia', 'MMR', 'Myanmar', 'PHL', 'Philippines', 'SGP', 'Singapore', 'THA', 'Thailand', 'TLS', 'Timor-Leste', 'VNM', 'Viet Nam'), "country"), replace("country_text", map('&amp;', '&amp;amp;', '&lt;', '&amp;lt;', '&gt;', '&amp;gt;', '"', '&amp;quot;'))) || coalesce(' · ' || replace("admin1", map('&amp;', '&amp;amp;', '&lt;', '&amp;lt;', '&gt;', '&amp;gt;', '"', '&amp;quot;')), '') || '&lt;/td&gt;&lt;/tr&gt;', '') %]
[% coalesce('&lt;tr&gt;&lt;td style="color:#777;padding-right:8px"&gt;Deposit type&lt;/td&gt;&lt;td&gt;' || coalesce(replace("deposit_type_text", map('&amp;', '&amp;amp;', '&lt;', '&amp;lt;', '&gt;', '&amp;gt;', '"', '&amp;quot;')), replace("deposit_model", map('&amp;', '&amp;amp;', '&lt;', '&amp;lt;', '&gt;', '&amp;gt;', '"', '&amp;quot;'))) || '&lt;/td&gt;&lt;/tr&gt;', '') %]
[% coalesce('&lt;tr&gt;&lt;td style="color:#777;padding-right:8px"&gt;Source&lt;/td&gt;&lt;td&gt;' || replace("source_uri", map('&amp;', '&amp;amp;', '&lt;', '&amp;lt;', '&gt;', '&amp;gt;', '"', '&amp;quot;')) || '&lt;/td&gt;&lt;/tr&gt;', '') %]
&lt;/table&gt;
&lt;/div&gt;</mapTip>
 <layerGeometryType>0</layerGeometryType>
</qgis>
