<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis labelsEnabled="0" readOnly="0" styleCategories="LayerConfiguration|Symbology|Labeling|Fields|MapTips|AttributeTable" version="3.40.6-Bratislava">
 <flags>
  <Identifiable>1</Identifiable>
  <Removable>1</Removable>
  <Searchable>1</Searchable>
  <Private>0</Private>
 </flags>
 <renderer-v2 attr="tenement_type" enableorderby="0" forceraster="0" referencescale="-1" symbollevels="0" type="categorizedSymbol">
  <categories>
   <category label="Mining licence" render="true" symbol="0" uuid="{00000000-0000-0000-0000-000000000001}">
    <val type="string" value="tenement-mining"></val>
   </category>
   <category label="Exploration permit" render="true" symbol="1" uuid="{00000000-0000-0000-0000-000000000002}">
    <val type="string" value="tenement-exploration"></val>
   </category>
   <category label="Licence of a stage not stated" render="true" symbol="2" type="string" uuid="{00000000-0000-0000-0000-000000000003}" value=""></category>
  </categories>
  <symbols>
   <symbol alpha="1" clip_to_extent="1" force_rhr="0" frame_rate="10" is_animated="0" name="0" type="fill">
    <data_defined_properties>
     <Option type="Map">
      <Option name="name" type="QString" value=""></Option>
      <Option name="properties"></Option>
      <Option name="type" type="QString" value="collection"></Option>
     </Option>
    </data_defined_properties>
    <layer class="SimpleFill" enabled="1" id="{00000000-0000-0000-0000-000000000004}" locked="0" pass="0">
     <Option type="Map">
      <Option name="border_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="color" type="QString" value="193,68,14,30,rgb:0.75686274509803919,0.26666666666666666,0.05490196078431372,0.11764705882352941"></Option>
      <Option name="joinstyle" type="QString" value="bevel"></Option>
      <Option name="offset" type="QString" value="0,0"></Option>
      <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="offset_unit" type="QString" value="MM"></Option>
      <Option name="outline_color" type="QString" value="193,68,14,255,rgb:0.75686274509803919,0.26666666666666666,0.05490196078431372,1"></Option>
      <Option name="outline_style" type="QString" value="solid"></Option>
      <Option name="outline_width" type="QString" value="0.5"></Option>
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
    <layer class="LinePatternFill" enabled="1" id="{00000000-0000-0000-0000-000000000005}" locked="0" pass="0">
     <Option type="Map">
      <Option name="angle" type="QString" value="45"></Option>
      <Option name="clip_mode" type="QString" value="during_render"></Option>
      <Option name="color" type="QString" value=""></Option>
      <Option name="coordinate_reference" type="QString" value="feature"></Option>
      <Option name="distance" type="QString" value="2.4"></Option>
      <Option name="distance_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="distance_unit" type="QString" value="MM"></Option>
      <Option name="line_width" type="QString" value="0"></Option>
      <Option name="line_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="line_width_unit" type="QString" value="MM"></Option>
      <Option name="offset" type="QString" value="0"></Option>
      <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="offset_unit" type="QString" value="MM"></Option>
      <Option name="outline_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="outline_width_unit" type="QString" value="MM"></Option>
     </Option>
     <data_defined_properties>
      <Option type="Map">
       <Option name="name" type="QString" value=""></Option>
       <Option name="properties"></Option>
       <Option name="type" type="QString" value="collection"></Option>
      </Option>
     </data_defined_properties>
     <symbol alpha="1" clip_to_extent="1" force_rhr="0" frame_rate="10" is_animated="0" name="@0@1" type="line">
      <data_defined_properties>
       <Option type="Map">
        <Option name="name" type="QString" value=""></Option>
        <Option name="properties"></Option>
        <Option name="type" type="QString" value="collection"></Option>
       </Option>
      </data_defined_properties>
      <layer class="SimpleLine" enabled="1" id="{00000000-0000-0000-0000-000000000006}" locked="0" pass="0">
       <Option type="Map">
        <Option name="align_dash_pattern" type="QString" value="0"></Option>
        <Option name="capstyle" type="QString" value="square"></Option>
        <Option name="customdash" type="QString" value="5;2"></Option>
        <Option name="customdash_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
        <Option name="customdash_unit" type="QString" value="MM"></Option>
        <Option name="dash_pattern_offset" type="QString" value="0"></Option>
        <Option name="dash_pattern_offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
        <Option name="dash_pattern_offset_unit" type="QString" value="MM"></Option>
        <Option name="draw_inside_polygon" type="QString" value="0"></Option>
        <Option name="joinstyle" type="QString" value="bevel"></Option>
        <Option name="line_color" type="QString" value="193,68,14,150,rgb:0.75686274509803919,0.26666666666666666,0.05490196078431372,0.58823529411764708"></Option>
        <Option name="line_style" type="QString" value="solid"></Option>
        <Option name="line_width" type="QString" value="0.2"></Option>
        <Option name="line_width_unit" type="QString" value="MM"></Option>
        <Option name="offset" type="QString" value="0"></Option>
        <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
        <Option name="offset_unit" type="QString" value="MM"></Option>
        <Option name="ring_filter" type="QString" value="0"></Option>
        <Option name="trim_distance_end" type="QString" value="0"></Option>
        <Option name="trim_distance_end_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
        <Option name="trim_distance_end_unit" type="QString" value="MM"></Option>
        <Option name="trim_distance_start" type="QString" value="0"></Option>
        <Option name="trim_distance_start_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
        <Option name="trim_distance_start_unit" type="QString" value="MM"></Option>
        <Option name="tweak_dash_pattern_on_corners" type="QString" value="0"></Option>
        <Option name="use_custom_dash" type="QString" value="0"></Option>
        <Option name="width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
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
    </layer>
   </symbol>
   <symbol alpha="1" clip_to_extent="1" force_rhr="0" frame_rate="10" is_animated="0" name="1" type="fill">
    <data_defined_properties>
     <Option type="Map">
      <Option name="name" type="QString" value=""></Option>
      <Option name="properties"></Option>
      <Option name="type" type="QString" value="collection"></Option>
     </Option>
    </data_defined_properties>
    <layer class="SimpleFill" enabled="1" id="{00000000-0000-0000-0000-000000000007}" locked="0" pass="0">
     <Option type="Map">
      <Option name="border_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="color" type="QString" value="29,111,165,30,rgb:0.11372549019607843,0.43529411764705883,0.6470588235294118,0.11764705882352941"></Option>
      <Option name="joinstyle" type="QString" value="bevel"></Option>
      <Option name="offset" type="QString" value="0,0"></Option>
      <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="offset_unit" type="QString" value="MM"></Option>
      <Option name="outline_color" type="QString" value="29,111,165,255,rgb:0.11372549019607843,0.43529411764705883,0.6470588235294118,1"></Option>
      <Option name="outline_style" type="QString" value="solid"></Option>
      <Option name="outline_width" type="QString" value="0.5"></Option>
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
    <layer class="LinePatternFill" enabled="1" id="{00000000-0000-0000-0000-000000000008}" locked="0" pass="0">
     <Option type="Map">
      <Option name="angle" type="QString" value="135"></Option>
      <Option name="clip_mode" type="QString" value="during_render"></Option>
      <Option name="color" type="QString" value=""></Option>
      <Option name="coordinate_reference" type="QString" value="feature"></Option>
      <Option name="distance" type="QString" value="2.4"></Option>
      <Option name="distance_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="distance_unit" type="QString" value="MM"></Option>
      <Option name="line_width" type="QString" value="0"></Option>
      <Option name="line_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="line_width_unit" type="QString" value="MM"></Option>
      <Option name="offset" type="QString" value="0"></Option>
      <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="offset_unit" type="QString" value="MM"></Option>
      <Option name="outline_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="outline_width_unit" type="QString" value="MM"></Option>
     </Option>
     <data_defined_properties>
      <Option type="Map">
       <Option name="name" type="QString" value=""></Option>
       <Option name="properties"></Option>
       <Option name="type" type="QString" value="collection"></Option>
      </Option>
     </data_defined_properties>
     <symbol alpha="1" clip_to_extent="1" force_rhr="0" frame_rate="10" is_animated="0" name="@1@1" type="line">
      <data_defined_properties>
       <Option type="Map">
        <Option name="name" type="QString" value=""></Option>
        <Option name="properties"></Option>
        <Option name="type" type="QString" value="collection"></Option>
       </Option>
      </data_defined_properties>
      <layer class="SimpleLine" enabled="1" id="{00000000-0000-0000-0000-000000000009}" locked="0" pass="0">
       <Option type="Map">
        <Option name="align_dash_pattern" type="QString" value="0"></Option>
        <Option name="capstyle" type="QString" value="square"></Option>
        <Option name="customdash" type="QString" value="5;2"></Option>
        <Option name="customdash_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
        <Option name="customdash_unit" type="QString" value="MM"></Option>
        <Option name="dash_pattern_offset" type="QString" value="0"></Option>
        <Option name="dash_pattern_offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
        <Option name="dash_pattern_offset_unit" type="QString" value="MM"></Option>
        <Option name="draw_inside_polygon" type="QString" value="0"></Option>
        <Option name="joinstyle" type="QString" value="bevel"></Option>
        <Option name="line_color" type="QString" value="29,111,165,150,rgb:0.11372549019607843,0.43529411764705883,0.6470588235294118,0.58823529411764708"></Option>
        <Option name="line_style" type="QString" value="solid"></Option>
        <Option name="line_width" type="QString" value="0.2"></Option>
        <Option name="line_width_unit" type="QString" value="MM"></Option>
        <Option name="offset" type="QString" value="0"></Option>
        <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
        <Option name="offset_unit" type="QString" value="MM"></Option>
        <Option name="ring_filter" type="QString" value="0"></Option>
        <Option name="trim_distance_end" type="QString" value="0"></Option>
        <Option name="trim_distance_end_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
        <Option name="trim_distance_end_unit" type="QString" value="MM"></Option>
        <Option name="trim_distance_start" type="QString" value="0"></Option>
        <Option name="trim_distance_start_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
        <Option name="trim_distance_start_unit" type="QString" value="MM"></Option>
        <Option name="tweak_dash_pattern_on_corners" type="QString" value="0"></Option>
        <Option name="use_custom_dash" type="QString" value="0"></Option>
        <Option name="width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
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
    </layer>
   </symbol>
   <symbol alpha="1" clip_to_extent="1" force_rhr="0" frame_rate="10" is_animated="0" name="2" type="fill">
    <data_defined_properties>
     <Option type="Map">
      <Option name="name" type="QString" value=""></Option>
      <Option name="properties"></Option>
      <Option name="type" type="QString" value="collection"></Option>
     </Option>
    </data_defined_properties>
    <layer class="SimpleFill" enabled="1" id="{00000000-0000-0000-0000-000000000010}" locked="0" pass="0">
     <Option type="Map">
      <Option name="border_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="color" type="QString" value="107,107,107,30,rgb:0.41960784313725491,0.41960784313725491,0.41960784313725491,0.11764705882352941"></Option>
      <Option name="joinstyle" type="QString" value="bevel"></Option>
      <Option name="offset" type="QString" value="0,0"></Option>
      <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="offset_unit" type="QString" value="MM"></Option>
      <Option name="outline_color" type="QString" value="107,107,107,255,rgb:0.41960784313725491,0.41960784313725491,0.41960784313725491,1"></Option>
      <Option name="outline_style" type="QString" value="solid"></Option>
      <Option name="outline_width" type="QString" value="0.5"></Option>
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
    <layer class="PointPatternFill" enabled="1" id="{00000000-0000-0000-0000-000000000011}" locked="0" pass="0">
     <Option type="Map">
      <Option name="angle" type="double" value="0"></Option>
      <Option name="clip_mode" type="QString" value="shape"></Option>
      <Option name="coordinate_reference" type="QString" value="feature"></Option>
      <Option name="displacement_x" type="QString" value="1.2"></Option>
      <Option name="displacement_x_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="displacement_x_unit" type="QString" value="MM"></Option>
      <Option name="displacement_y" type="QString" value="0"></Option>
      <Option name="displacement_y_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="displacement_y_unit" type="QString" value="MM"></Option>
      <Option name="distance_x" type="QString" value="2.4"></Option>
      <Option name="distance_x_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="distance_x_unit" type="QString" value="MM"></Option>
      <Option name="distance_y" type="QString" value="2.4"></Option>
      <Option name="distance_y_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="distance_y_unit" type="QString" value="MM"></Option>
      <Option name="offset_x" type="QString" value="0"></Option>
      <Option name="offset_x_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="offset_x_unit" type="QString" value="MM"></Option>
      <Option name="offset_y" type="QString" value="0"></Option>
      <Option name="offset_y_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="offset_y_unit" type="QString" value="MM"></Option>
      <Option name="outline_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="outline_width_unit" type="QString" value="MM"></Option>
      <Option name="random_deviation_x" type="QString" value="0"></Option>
      <Option name="random_deviation_x_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="random_deviation_x_unit" type="QString" value="MM"></Option>
      <Option name="random_deviation_y" type="QString" value="0"></Option>
      <Option name="random_deviation_y_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="random_deviation_y_unit" type="QString" value="MM"></Option>
      <Option name="seed" type="QString" value="0"></Option>
     </Option>
     <data_defined_properties>
      <Option type="Map">
       <Option name="name" type="QString" value=""></Option>
       <Option name="properties"></Option>
       <Option name="type" type="QString" value="collection"></Option>
      </Option>
     </data_defined_properties>
     <symbol alpha="1" clip_to_extent="1" force_rhr="0" frame_rate="10" is_animated="0" name="@2@1" type="marker">
      <data_defined_properties>
       <Option type="Map">
        <Option name="name" type="QString" value=""></Option>
        <Option name="properties"></Option>
        <Option name="type" type="QString" value="collection"></Option>
       </Option>
      </data_defined_properties>
      <layer class="SimpleMarker" enabled="1" id="{00000000-0000-0000-0000-000000000012}" locked="0" pass="0">
       <Option type="Map">
        <Option name="angle" type="QString" value="0"></Option>
        <Option name="cap_style" type="QString" value="square"></Option>
        <Option name="color" type="QString" value="107,107,107,150,rgb:0.41960784313725491,0.41960784313725491,0.41960784313725491,0.58823529411764708"></Option>
        <Option name="horizontal_anchor_point" type="QString" value="1"></Option>
        <Option name="joinstyle" type="QString" value="bevel"></Option>
        <Option name="name" type="QString" value="circle"></Option>
        <Option name="offset" type="QString" value="0,0"></Option>
        <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
        <Option name="offset_unit" type="QString" value="MM"></Option>
        <Option name="outline_color" type="QString" value="107,107,107,150,rgb:0.41960784313725491,0.41960784313725491,0.41960784313725491,0.58823529411764708"></Option>
        <Option name="outline_style" type="QString" value="solid"></Option>
        <Option name="outline_width" type="QString" value="0.15"></Option>
        <Option name="outline_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
        <Option name="outline_width_unit" type="QString" value="MM"></Option>
        <Option name="scale_method" type="QString" value="diameter"></Option>
        <Option name="size" type="QString" value="0.6"></Option>
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
  <field configurationFlags="NoFlag" name="tenement_type_text"></field>
  <field configurationFlags="NoFlag" name="tenement_type"></field>
  <field configurationFlags="NoFlag" name="status_text"></field>
  <field configurationFlags="NoFlag" name="commodity_text"></field>
  <field configurationFlags="NoFlag" name="commodity_codes"></field>
  <field configurationFlags="NoFlag" name="minerals"></field>
  <field configurationFlags="NoFlag" name="holder"></field>
  <field configurationFlags="NoFlag" name="area_ha"></field>
  <field configurationFlags="NoFlag" name="application_date"></field>
  <field configurationFlags="NoFlag" name="grant_date"></field>
  <field configurationFlags="NoFlag" name="expiry_date"></field>
  <field configurationFlags="NoFlag" name="country"></field>
  <field configurationFlags="NoFlag" name="country_text"></field>
  <field configurationFlags="NoFlag" name="country_basis"></field>
  <field configurationFlags="NoFlag" name="admin1"></field>
  <field configurationFlags="NoFlag" name="retrieved_date"></field>
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
  <alias field="tenement_type_text" index="4" name="Tenement type, as the source has it"></alias>
  <alias field="tenement_type" index="5" name="Tenement type"></alias>
  <alias field="status_text" index="6" name="Status, as the source has it"></alias>
  <alias field="commodity_text" index="7" name="Commodities, as the source has them"></alias>
  <alias field="commodity_codes" index="8" name="Commodities, aligned codes"></alias>
  <alias field="minerals" index="9" name="Minerals beside the products"></alias>
  <alias field="holder" index="10" name="Holder"></alias>
  <alias field="area_ha" index="11" name="Area (ha)"></alias>
  <alias field="application_date" index="12" name="Application date"></alias>
  <alias field="grant_date" index="13" name="Grant date"></alias>
  <alias field="expiry_date" index="14" name="Expiry date"></alias>
  <alias field="country" index="15" name="Country (ISO code)"></alias>
  <alias field="country_text" index="16" name="Country, as the source has it"></alias>
  <alias field="country_basis" index="17" name="Country rests on"></alias>
  <alias field="admin1" index="18" name="Province or state"></alias>
  <alias field="retrieved_date" index="19" name="Retrieved date"></alias>
  <alias field="source_id" index="20" name="Source"></alias>
  <alias field="source_feature_id" index="21" name="Key at the source"></alias>
  <alias field="source_geometry" index="22" name="Geometry of the source"></alias>
  <alias field="source_attributes" index="23" name="All attributes of the source"></alias>
 </aliases>
 <splitPolicies>
  <policy field="fid" policy="Duplicate"></policy>
  <policy field="identifier" policy="Duplicate"></policy>
  <policy field="name" policy="Duplicate"></policy>
  <policy field="local_name" policy="Duplicate"></policy>
  <policy field="tenement_type_text" policy="Duplicate"></policy>
  <policy field="tenement_type" policy="Duplicate"></policy>
  <policy field="status_text" policy="Duplicate"></policy>
  <policy field="commodity_text" policy="Duplicate"></policy>
  <policy field="commodity_codes" policy="Duplicate"></policy>
  <policy field="minerals" policy="Duplicate"></policy>
  <policy field="holder" policy="Duplicate"></policy>
  <policy field="area_ha" policy="Duplicate"></policy>
  <policy field="application_date" policy="Duplicate"></policy>
  <policy field="grant_date" policy="Duplicate"></policy>
  <policy field="expiry_date" policy="Duplicate"></policy>
  <policy field="country" policy="Duplicate"></policy>
  <policy field="country_text" policy="Duplicate"></policy>
  <policy field="country_basis" policy="Duplicate"></policy>
  <policy field="admin1" policy="Duplicate"></policy>
  <policy field="retrieved_date" policy="Duplicate"></policy>
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
  <policy field="tenement_type_text" policy="Duplicate"></policy>
  <policy field="tenement_type" policy="Duplicate"></policy>
  <policy field="status_text" policy="Duplicate"></policy>
  <policy field="commodity_text" policy="Duplicate"></policy>
  <policy field="commodity_codes" policy="Duplicate"></policy>
  <policy field="minerals" policy="Duplicate"></policy>
  <policy field="holder" policy="Duplicate"></policy>
  <policy field="area_ha" policy="Duplicate"></policy>
  <policy field="application_date" policy="Duplicate"></policy>
  <policy field="grant_date" policy="Duplicate"></policy>
  <policy field="expiry_date" policy="Duplicate"></policy>
  <policy field="country" policy="Duplicate"></policy>
  <policy field="country_text" policy="Duplicate"></policy>
  <policy field="country_basis" policy="Duplicate"></policy>
  <policy field="admin1" policy="Duplicate"></policy>
  <policy field="retrieved_date" policy="Duplicate"></policy>
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
  <default applyOnUpdate="0" expression="" field="tenement_type_text"></default>
  <default applyOnUpdate="0" expression="" field="tenement_type"></default>
  <default applyOnUpdate="0" expression="" field="status_text"></default>
  <default applyOnUpdate="0" expression="" field="commodity_text"></default>
  <default applyOnUpdate="0" expression="" field="commodity_codes"></default>
  <default applyOnUpdate="0" expression="" field="minerals"></default>
  <default applyOnUpdate="0" expression="" field="holder"></default>
  <default applyOnUpdate="0" expression="" field="area_ha"></default>
  <default applyOnUpdate="0" expression="" field="application_date"></default>
  <default applyOnUpdate="0" expression="" field="grant_date"></default>
  <default applyOnUpdate="0" expression="" field="expiry_date"></default>
  <default applyOnUpdate="0" expression="" field="country"></default>
  <default applyOnUpdate="0" expression="" field="country_text"></default>
  <default applyOnUpdate="0" expression="" field="country_basis"></default>
  <default applyOnUpdate="0" expression="" field="admin1"></default>
  <default applyOnUpdate="0" expression="" field="retrieved_date"></default>
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
  <constraint constraints="0" exp_strength="0" field="tenement_type_text" notnull_strength="0" unique_strength="0"></constraint>
  <constraint constraints="0" exp_strength="0" field="tenement_type" notnull_strength="0" unique_strength="0"></constraint>
  <constraint constraints="0" exp_strength="0" field="status_text" notnull_strength="0" unique_strength="0"></constraint>
  <constraint constraints="0" exp_strength="0" field="commodity_text" notnull_strength="0" unique_strength="0"></constraint>
  <constraint constraints="0" exp_strength="0" field="commodity_codes" notnull_strength="0" unique_strength="0"></constraint>
  <constraint constraints="0" exp_strength="0" field="minerals" notnull_strength="0" unique_strength="0"></constraint>
  <constraint constraints="0" exp_strength="0" field="holder" notnull_strength="0" unique_strength="0"></constraint>
  <constraint constraints="0" exp_strength="0" field="area_ha" notnull_strength="0" unique_strength="0"></constraint>
  <constraint constraints="0" exp_strength="0" field="application_date" notnull_strength="0" unique_strength="0"></constraint>
  <constraint constraints="0" exp_strength="0" field="grant_date" notnull_strength="0" unique_strength="0"></constraint>
  <constraint constraints="0" exp_strength="0" field="expiry_date" notnull_strength="0" unique_strength="0"></constraint>
  <constraint constraints="0" exp_strength="0" field="country" notnull_strength="0" unique_strength="0"></constraint>
  <constraint constraints="0" exp_strength="0" field="country_text" notnull_strength="0" unique_strength="0"></constraint>
  <constraint constraints="0" exp_strength="0" field="country_basis" notnull_strength="0" unique_strength="0"></constraint>
  <constraint constraints="0" exp_strength="0" field="admin1" notnull_strength="0" unique_strength="0"></constraint>
  <constraint constraints="0" exp_strength="0" field="retrieved_date" notnull_strength="0" unique_strength="0"></constraint>
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
  <constraint desc="" exp="" field="tenement_type_text"></constraint>
  <constraint desc="" exp="" field="tenement_type"></constraint>
  <constraint desc="" exp="" field="status_text"></constraint>
  <constraint desc="" exp="" field="commodity_text"></constraint>
  <constraint desc="" exp="" field="commodity_codes"></constraint>
  <constraint desc="" exp="" field="minerals"></constraint>
  <constraint desc="" exp="" field="holder"></constraint>
  <constraint desc="" exp="" field="area_ha"></constraint>
  <constraint desc="" exp="" field="application_date"></constraint>
  <constraint desc="" exp="" field="grant_date"></constraint>
  <constraint desc="" exp="" field="expiry_date"></constraint>
  <constraint desc="" exp="" field="country"></constraint>
  <constraint desc="" exp="" field="country_text"></constraint>
  <constraint desc="" exp="" field="country_basis"></constraint>
  <constraint desc="" exp="" field="admin1"></constraint>
  <constraint desc="" exp="" field="retrieved_date"></constraint>
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
   <column hidden="0" name="tenement_type_text" type="field" width="-1"></column>
   <column hidden="0" name="tenement_type" type="field" width="-1"></column>
   <column hidden="0" name="status_text" type="field" width="-1"></column>
   <column hidden="0" name="commodity_text" type="field" width="-1"></column>
   <column hidden="0" name="commodity_codes" type="field" width="-1"></column>
   <column hidden="0" name="minerals" type="field" width="-1"></column>
   <column hidden="0" name="holder" type="field" width="-1"></column>
   <column hidden="0" name="area_ha" type="field" width="-1"></column>
   <column hidden="0" name="application_date" type="field" width="-1"></column>
   <column hidden="0" name="grant_date" type="field" width="-1"></column>
   <column hidden="0" name="expiry_date" type="field" width="-1"></column>
   <column hidden="0" name="country" type="field" width="-1"></column>
   <column hidden="0" name="country_text" type="field" width="-1"></column>
   <column hidden="0" name="country_basis" type="field" width="-1"></column>
   <column hidden="0" name="admin1" type="field" width="-1"></column>
   <column hidden="0" name="retrieved_date" type="field" width="-1"></column>
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
 <mapTip enabled="1">&lt;b&gt;[% coalesce(replace("name", map('&amp;', '&amp;amp;', '&lt;', '&amp;lt;', '&gt;', '&amp;gt;', '"', '&amp;quot;')), 'Unnamed') %]&lt;/b&gt;[% coalesce('&lt;br&gt;Kind: ' || replace("tenement_type_text", map('&amp;', '&amp;amp;', '&lt;', '&amp;lt;', '&gt;', '&amp;gt;', '"', '&amp;quot;')), '') %][% coalesce('&lt;br&gt;Status: ' || replace("status_text", map('&amp;', '&amp;amp;', '&lt;', '&amp;lt;', '&gt;', '&amp;gt;', '"', '&amp;quot;')), '') %][% coalesce('&lt;br&gt;Holder: ' || replace("holder", map('&amp;', '&amp;amp;', '&lt;', '&amp;lt;', '&gt;', '&amp;gt;', '"', '&amp;quot;')), '') %][% coalesce('&lt;br&gt;Expires: ' || replace("expiry_date", map('&amp;', '&amp;amp;', '&lt;', '&amp;lt;', '&gt;', '&amp;gt;', '"', '&amp;quot;')), '') %]</mapTip>
 <layerGeometryType>2</layerGeometryType>
</qgis>
