<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis labelsEnabled="0" readOnly="0" styleCategories="LayerConfiguration|Symbology|Labeling|Fields|MapTips|AttributeTable" version="3.40.6-Bratislava">
 <flags>
  <Identifiable>1</Identifiable>
  <Removable>1</Removable>
  <Searchable>1</Searchable>
  <Private>0</Private>
 </flags>
 <renderer-v2 attr="mine_status" enableorderby="0" forceraster="0" referencescale="-1" symbollevels="0" type="categorizedSymbol">
  <categories>
   <category label="Operating" render="true" symbol="0" uuid="{00000000-0000-0000-0000-000000000001}">
    <val type="string" value="operating"></val>
    <val type="string" value="operating-continuously"></val>
    <val type="string" value="operating-intermittently"></val>
   </category>
   <category label="Under development" render="true" symbol="1" uuid="{00000000-0000-0000-0000-000000000002}">
    <val type="string" value="under-development"></val>
    <val type="string" value="construction"></val>
    <val type="string" value="feasibility"></val>
    <val type="string" value="pending-approval"></val>
   </category>
   <category label="Not operating, may again" render="true" symbol="2" uuid="{00000000-0000-0000-0000-000000000003}">
    <val type="string" value="not-operating"></val>
    <val type="string" value="care-and-maintenance"></val>
    <val type="string" value="retention"></val>
   </category>
   <category label="Closed, historic or abandoned" render="true" symbol="3" uuid="{00000000-0000-0000-0000-000000000004}">
    <val type="string" value="closed"></val>
    <val type="string" value="historic"></val>
    <val type="string" value="abandoned"></val>
   </category>
   <category label="Status not stated" render="true" symbol="4" type="string" uuid="{00000000-0000-0000-0000-000000000005}" value=""></category>
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
    <layer class="SimpleMarker" enabled="1" id="{00000000-0000-0000-0000-000000000006}" locked="0" pass="0">
     <Option type="Map">
      <Option name="angle" type="QString" value="0"></Option>
      <Option name="cap_style" type="QString" value="square"></Option>
      <Option name="color" type="QString" value="10,77,120,255,rgb:0.0392156862745098,0.30196078431372547,0.47058823529411764,1"></Option>
      <Option name="horizontal_anchor_point" type="QString" value="1"></Option>
      <Option name="joinstyle" type="QString" value="bevel"></Option>
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
      <Option name="size" type="QString" value="3"></Option>
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
   <symbol alpha="1" clip_to_extent="1" force_rhr="0" frame_rate="10" is_animated="0" name="1" type="marker">
    <data_defined_properties>
     <Option type="Map">
      <Option name="name" type="QString" value=""></Option>
      <Option name="properties"></Option>
      <Option name="type" type="QString" value="collection"></Option>
     </Option>
    </data_defined_properties>
    <layer class="SimpleMarker" enabled="1" id="{00000000-0000-0000-0000-000000000007}" locked="0" pass="0">
     <Option type="Map">
      <Option name="angle" type="QString" value="0"></Option>
      <Option name="cap_style" type="QString" value="square"></Option>
      <Option name="color" type="QString" value="247,201,72,255,rgb:0.96862745098039216,0.78823529411764703,0.28235294117647058,1"></Option>
      <Option name="horizontal_anchor_point" type="QString" value="1"></Option>
      <Option name="joinstyle" type="QString" value="bevel"></Option>
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
      <Option name="size" type="QString" value="3"></Option>
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
    <layer class="SimpleMarker" enabled="1" id="{00000000-0000-0000-0000-000000000008}" locked="0" pass="0">
     <Option type="Map">
      <Option name="angle" type="QString" value="0"></Option>
      <Option name="cap_style" type="QString" value="square"></Option>
      <Option name="color" type="QString" value="209,96,61,255,rgb:0.81960784313725488,0.37647058823529411,0.23921568627450981,1"></Option>
      <Option name="horizontal_anchor_point" type="QString" value="1"></Option>
      <Option name="joinstyle" type="QString" value="bevel"></Option>
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
      <Option name="size" type="QString" value="3"></Option>
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
   <symbol alpha="1" clip_to_extent="1" force_rhr="0" frame_rate="10" is_animated="0" name="3" type="marker">
    <data_defined_properties>
     <Option type="Map">
      <Option name="name" type="QString" value=""></Option>
      <Option name="properties"></Option>
      <Option name="type" type="QString" value="collection"></Option>
     </Option>
    </data_defined_properties>
    <layer class="SimpleMarker" enabled="1" id="{00000000-0000-0000-0000-000000000009}" locked="0" pass="0">
     <Option type="Map">
      <Option name="angle" type="QString" value="0"></Option>
      <Option name="cap_style" type="QString" value="square"></Option>
      <Option name="color" type="QString" value="255,255,255,255,rgb:1,1,1,1"></Option>
      <Option name="horizontal_anchor_point" type="QString" value="1"></Option>
      <Option name="joinstyle" type="QString" value="bevel"></Option>
      <Option name="name" type="QString" value="circle"></Option>
      <Option name="offset" type="QString" value="0,0"></Option>
      <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="offset_unit" type="QString" value="MM"></Option>
      <Option name="outline_color" type="QString" value="58,58,58,255,rgb:0.22745098039215686,0.22745098039215686,0.22745098039215686,1"></Option>
      <Option name="outline_style" type="QString" value="solid"></Option>
      <Option name="outline_width" type="QString" value="0.5"></Option>
      <Option name="outline_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="outline_width_unit" type="QString" value="MM"></Option>
      <Option name="scale_method" type="QString" value="diameter"></Option>
      <Option name="size" type="QString" value="3"></Option>
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
   <symbol alpha="1" clip_to_extent="1" force_rhr="0" frame_rate="10" is_animated="0" name="4" type="marker">
    <data_defined_properties>
     <Option type="Map">
      <Option name="name" type="QString" value=""></Option>
      <Option name="properties"></Option>
      <Option name="type" type="QString" value="collection"></Option>
     </Option>
    </data_defined_properties>
    <layer class="SimpleMarker" enabled="1" id="{00000000-0000-0000-0000-000000000010}" locked="0" pass="0">
     <Option type="Map">
      <Option name="angle" type="QString" value="0"></Option>
      <Option name="cap_style" type="QString" value="square"></Option>
      <Option name="color" type="QString" value="120,134,143,255,rgb:0.47058823529411764,0.52549019607843139,0.5607843137254902,1"></Option>
      <Option name="horizontal_anchor_point" type="QString" value="1"></Option>
      <Option name="joinstyle" type="QString" value="bevel"></Option>
      <Option name="name" type="QString" value="cross2"></Option>
      <Option name="offset" type="QString" value="0,0"></Option>
      <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="offset_unit" type="QString" value="MM"></Option>
      <Option name="outline_color" type="QString" value="120,134,143,255,rgb:0.47058823529411764,0.52549019607843139,0.5607843137254902,1"></Option>
      <Option name="outline_style" type="QString" value="solid"></Option>
      <Option name="outline_width" type="QString" value="0.5"></Option>
      <Option name="outline_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="outline_width_unit" type="QString" value="MM"></Option>
      <Option name="scale_method" type="QString" value="diameter"></Option>
      <Option name="size" type="QString" value="3"></Option>
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
 <blendMode>0</blendMode>
 <featureBlendMode>0</featureBlendMode>
 <fieldConfiguration>
  <field configurationFlags="NoFlag" name="fid"></field>
  <field configurationFlags="NoFlag" name="identifier"></field>
  <field configurationFlags="NoFlag" name="name"></field>
  <field configurationFlags="NoFlag" name="local_name"></field>
  <field configurationFlags="NoFlag" name="mine_status"></field>
  <field configurationFlags="NoFlag" name="status_text"></field>
  <field configurationFlags="NoFlag" name="commodity_text"></field>
  <field configurationFlags="NoFlag" name="commodity_codes"></field>
  <field configurationFlags="NoFlag" name="representative_commodity"></field>
  <field configurationFlags="NoFlag" name="minerals"></field>
  <field configurationFlags="NoFlag" name="owner"></field>
  <field configurationFlags="NoFlag" name="start_date"></field>
  <field configurationFlags="NoFlag" name="end_date"></field>
  <field configurationFlags="NoFlag" name="country"></field>
  <field configurationFlags="NoFlag" name="country_text"></field>
  <field configurationFlags="NoFlag" name="country_basis"></field>
  <field configurationFlags="NoFlag" name="admin1"></field>
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
  <alias field="mine_status" index="4" name="Mine status"></alias>
  <alias field="status_text" index="5" name="Status, as the source has it"></alias>
  <alias field="commodity_text" index="6" name="Commodities, as the source has them"></alias>
  <alias field="commodity_codes" index="7" name="Commodities, aligned codes"></alias>
  <alias field="representative_commodity" index="8" name="Commodity it is drawn as"></alias>
  <alias field="minerals" index="9" name="Minerals beside the products"></alias>
  <alias field="owner" index="10" name="Owner"></alias>
  <alias field="start_date" index="11" name="Start date"></alias>
  <alias field="end_date" index="12" name="End date"></alias>
  <alias field="country" index="13" name="Country (ISO code)"></alias>
  <alias field="country_text" index="14" name="Country, as the source has it"></alias>
  <alias field="country_basis" index="15" name="Country rests on"></alias>
  <alias field="admin1" index="16" name="Province or state"></alias>
  <alias field="observation_method" index="17" name="Observation method"></alias>
  <alias field="positional_accuracy" index="18" name="Positional accuracy"></alias>
  <alias field="reference" index="19" name="Reference"></alias>
  <alias field="source_uri" index="20" name="Source record"></alias>
  <alias field="source_id" index="21" name="Source"></alias>
  <alias field="source_feature_id" index="22" name="Key at the source"></alias>
  <alias field="source_geometry" index="23" name="Geometry of the source"></alias>
  <alias field="source_attributes" index="24" name="All attributes of the source"></alias>
 </aliases>
 <splitPolicies>
  <policy field="fid" policy="Duplicate"></policy>
  <policy field="identifier" policy="Duplicate"></policy>
  <policy field="name" policy="Duplicate"></policy>
  <policy field="local_name" policy="Duplicate"></policy>
  <policy field="mine_status" policy="Duplicate"></policy>
  <policy field="status_text" policy="Duplicate"></policy>
  <policy field="commodity_text" policy="Duplicate"></policy>
  <policy field="commodity_codes" policy="Duplicate"></policy>
  <policy field="representative_commodity" policy="Duplicate"></policy>
  <policy field="minerals" policy="Duplicate"></policy>
  <policy field="owner" policy="Duplicate"></policy>
  <policy field="start_date" policy="Duplicate"></policy>
  <policy field="end_date" policy="Duplicate"></policy>
  <policy field="country" policy="Duplicate"></policy>
  <policy field="country_text" policy="Duplicate"></policy>
  <policy field="country_basis" policy="Duplicate"></policy>
  <policy field="admin1" policy="Duplicate"></policy>
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
  <policy field="mine_status" policy="Duplicate"></policy>
  <policy field="status_text" policy="Duplicate"></policy>
  <policy field="commodity_text" policy="Duplicate"></policy>
  <policy field="commodity_codes" policy="Duplicate"></policy>
  <policy field="representative_commodity" policy="Duplicate"></policy>
  <policy field="minerals" policy="Duplicate"></policy>
  <policy field="owner" policy="Duplicate"></policy>
  <policy field="start_date" policy="Duplicate"></policy>
  <policy field="end_date" policy="Duplicate"></policy>
  <policy field="country" policy="Duplicate"></policy>
  <policy field="country_text" policy="Duplicate"></policy>
  <policy field="country_basis" policy="Duplicate"></policy>
  <policy field="admin1" policy="Duplicate"></policy>
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
  <default applyOnUpdate="0" expression="" field="mine_status"></default>
  <default applyOnUpdate="0" expression="" field="status_text"></default>
  <default applyOnUpdate="0" expression="" field="commodity_text"></default>
  <default applyOnUpdate="0" expression="" field="commodity_codes"></default>
  <default applyOnUpdate="0" expression="" field="representative_commodity"></default>
  <default applyOnUpdate="0" expression="" field="minerals"></default>
  <default applyOnUpdate="0" expression="" field="owner"></default>
  <default applyOnUpdate="0" expression="" field="start_date"></default>
  <default applyOnUpdate="0" expression="" field="end_date"></default>
  <default applyOnUpdate="0" expression="" field="country"></default>
  <default applyOnUpdate="0" expression="" field="country_text"></default>
  <default applyOnUpdate="0" expression="" field="country_basis"></default>
  <default applyOnUpdate="0" expression="" field="admin1"></default>
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
  <constraint constraints="0" exp_strength="0" field="mine_status" notnull_strength="0" unique_strength="0"></constraint>
  <constraint constraints="0" exp_strength="0" field="status_text" notnull_strength="0" unique_strength="0"></constraint>
  <constraint constraints="0" exp_strength="0" field="commodity_text" notnull_strength="0" unique_strength="0"></constraint>
  <constraint constraints="0" exp_strength="0" field="commodity_codes" notnull_strength="0" unique_strength="0"></constraint>
  <constraint constraints="0" exp_strength="0" field="representative_commodity" notnull_strength="0" unique_strength="0"></constraint>
  <constraint constraints="0" exp_strength="0" field="minerals" notnull_strength="0" unique_strength="0"></constraint>
  <constraint constraints="0" exp_strength="0" field="owner" notnull_strength="0" unique_strength="0"></constraint>
  <constraint constraints="0" exp_strength="0" field="start_date" notnull_strength="0" unique_strength="0"></constraint>
  <constraint constraints="0" exp_strength="0" field="end_date" notnull_strength="0" unique_strength="0"></constraint>
  <constraint constraints="0" exp_strength="0" field="country" notnull_strength="0" unique_strength="0"></constraint>
  <constraint constraints="0" exp_strength="0" field="country_text" notnull_strength="0" unique_strength="0"></constraint>
  <constraint constraints="0" exp_strength="0" field="country_basis" notnull_strength="0" unique_strength="0"></constraint>
  <constraint constraints="0" exp_strength="0" field="admin1" notnull_strength="0" unique_strength="0"></constraint>
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
  <constraint desc="" exp="" field="mine_status"></constraint>
  <constraint desc="" exp="" field="status_text"></constraint>
  <constraint desc="" exp="" field="commodity_text"></constraint>
  <constraint desc="" exp="" field="commodity_codes"></constraint>
  <constraint desc="" exp="" field="representative_commodity"></constraint>
  <constraint desc="" exp="" field="minerals"></constraint>
  <constraint desc="" exp="" field="owner"></constraint>
  <constraint desc="" exp="" field="start_date"></constraint>
  <constraint desc="" exp="" field="end_date"></constraint>
  <constraint desc="" exp="" field="country"></constraint>
  <constraint desc="" exp="" field="country_text"></constraint>
  <constraint desc="" exp="" field="country_basis"></constraint>
  <constraint desc="" exp="" field="admin1"></constraint>
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
   <column hidden="0" name="mine_status" type="field" width="-1"></column>
   <column hidden="0" name="status_text" type="field" width="-1"></column>
   <column hidden="0" name="commodity_text" type="field" width="-1"></column>
   <column hidden="0" name="commodity_codes" type="field" width="-1"></column>
   <column hidden="0" name="representative_commodity" type="field" width="-1"></column>
   <column hidden="0" name="minerals" type="field" width="-1"></column>
   <column hidden="0" name="owner" type="field" width="-1"></column>
   <column hidden="0" name="start_date" type="field" width="-1"></column>
   <column hidden="0" name="end_date" type="field" width="-1"></column>
   <column hidden="0" name="country" type="field" width="-1"></column>
   <column hidden="0" name="country_text" type="field" width="-1"></column>
   <column hidden="0" name="country_basis" type="field" width="-1"></column>
   <column hidden="0" name="admin1" type="field" width="-1"></column>
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
 <mapTip enabled="1">&lt;b&gt;[% coalesce(replace("name", map('&amp;', '&amp;amp;', '&lt;', '&amp;lt;', '&gt;', '&amp;gt;', '"', '&amp;quot;')), 'Unnamed') %]&lt;/b&gt;[% coalesce('&lt;br&gt;Status: ' || replace("mine_status", map('&amp;', '&amp;amp;', '&lt;', '&amp;lt;', '&gt;', '&amp;gt;', '"', '&amp;quot;')), '') %][% coalesce('&lt;br&gt;Commodities: ' || replace("commodity_text", map('&amp;', '&amp;amp;', '&lt;', '&amp;lt;', '&gt;', '&amp;gt;', '"', '&amp;quot;')), '') %][% coalesce('&lt;br&gt;Owner: ' || replace("owner", map('&amp;', '&amp;amp;', '&lt;', '&amp;lt;', '&gt;', '&amp;gt;', '"', '&amp;quot;')), '') %]</mapTip>
 <layerGeometryType>0</layerGeometryType>
</qgis>
